@stage:token
Feature: Access token
  The client certificate is the only credential: with it an organization obtains a token that is valid for two hours and
  allows what its scopes name. There is no client secret.

  Nopan pages: TOKEN, OAS, SK-AUTH, ERR

  @TOK-01
  Scenario: A token is issued for the scopes that were asked for
    When I obtain an access token
    Then the answer says:
      | token_type | Bearer                         |
      | expires_in | 7200                           |
      | scope      | payments:read payments:process |

  @TOK-02 @needs:control
  Scenario: One token serves many calls
    Given an organization of my own
    When I start a payment
    And I start a payment
    Then the payment is PENDING
    And 1 access token was fetched

  @TOK-03
  Scenario Outline: A call <spoilt> is refused
    When I start a payment three times, the second time <spoilt>
    Then only the second is refused, with status 401 and reason code "4970"

    Examples:
      | spoilt                        |
      | without an access token       |
      | with a malformed access token |

  @TOK-04 @needs:control @needs:clock
  Scenario: An expired token is refused, and a new one takes its place
    Given an organization of my own
    When I start a payment
    And 121 minutes pass
    And I start a payment with the access token of before
    Then it is refused with status 401 and reason code "4061"
    When I start a payment
    Then the payment is PENDING
    And 2 access tokens were fetched

  @TOK-05
  Scenario: A token for reading does not allow payments
    Given a pending payment
    When I ask for its status with an access token for "payments:read"
    Then the payment is PENDING
    When I start a payment with an access token for "payments:read"
    Then it is refused with status 403 and reason code "4971"

  @TOK-06
  Scenario: No token is issued for another organization
    When I obtain an access token with:
      | client_id | another-organization |
    Then it is refused with status 403 and reason code "4971"
    When I obtain an access token
    Then it is accepted
