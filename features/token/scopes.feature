@stage:token
Feature: What a token is asked for
  A token allows what it was asked for and no more; a request for one keeps to the contract like every other request.

  Nopan pages: TOKEN, OAS

  @TOK-09
  Scenario: A token that was asked for without a scope is for reading
    When I obtain an access token with:
      | scope | absent |
    Then the access token allows "${token.defaultScope}"

  @TOK-09
  Scenario Outline: A token is issued for <scope>
    When I obtain an access token with:
      | scope | <scope> |
    Then the access token allows "<scope>"

    Examples:
      | scope                                       |
      | payments:read                               |
      | payments:process                            |
      | data:reports                                |
      | payments:read payments:process data:reports |

  @TOK-10
  Scenario Outline: No token is issued when <field> is <value>
    When I obtain an access token with:
      | <field> | <value> |
    Then it is refused with status 400 and reason code "4000"

    Examples:
      | field      | value    |
      | grant_type | password |
      | grant_type | absent   |
      | client_id  | absent   |
      | surprise   | yes      |

  @TOK-11
  Scenario: A scope that does not exist is not granted
    When I obtain an access token with:
      | scope | payments:read payments:everything |
    Then it is refused with status 403 and reason code "4971"
