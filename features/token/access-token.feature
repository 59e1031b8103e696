@stage:token
Feature: Access token
  The client certificate is the only credential: with it an organization obtains a token that says how long it is valid
  and allows what its scopes name. There is no client secret.

  Nopan pages: TOKEN, OAS, SK-AUTH, ERR

  @TOK-01
  Scenario: A token is issued for the scopes that were asked for
    When I obtain an access token
    Then the access token allows "payments:read payments:process"

  @TOK-02 @needs:control
  Scenario: One token serves many calls
    Given an organization of my own
    When I start a payment
    And I start a payment
    Then the payment is PENDING
    And 1 access token was fetched

  @TOK-04 @needs:control @needs:clock
  Scenario: An expired token is refused, and a new one takes its place
    Given an organization of my own
    When I start a payment
    And the access token expires
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
      | client_id | ${unique.organization} |
    Then it is refused with status 403 and reason code "4971"
    When I obtain an access token
    Then it is accepted

  Scenario Outline: A payment request is refused <spoilt>
    When I start a payment three times, the second time <spoilt>
    Then only the second is refused, with status <status> and reason code "<code>"

    @TOK-07 @needs:control
    Examples:
      | spoilt                                              | status | code |
      | with the client certificate of another organization | 401    | 4970 |
      | with the access token of another organization       | 401    | 4970 |

    @TOK-03
    Examples:
      | spoilt                                                 | status | code |
      | without an access token                                | 401    | 4970 |
      | with a malformed access token                          | 401    | 4970 |
      | with an access token that is not called a bearer token | 401    | 4970 |

    @TOK-08
    Examples:
      | spoilt                                                       | status | code |
      | with an access token that claims more than it was issued for | 401    | 4970 |
      | with an access token whose end was altered                   | 401    | 4970 |
      | with an access token of algorithm none                       | 401    | 4970 |

    @TOK-04 @needs:control
    Examples:
      | spoilt                       | status | code |
      | with an expired access token | 401    | 4061 |

    @TOK-05
    Examples:
      | spoilt                                | status | code |
      | with an access token for reading only | 403    | 4971 |

  Scenario Outline: A status request is refused <spoilt>
    Given a pending payment
    When I ask for its status three times, the second time <spoilt>
    Then only the second is refused, with status <status> and reason code "<code>"

    @TOK-07 @needs:control
    Examples:
      | spoilt                                              | status | code |
      | with the client certificate of another organization | 401    | 4970 |
      | with the access token of another organization       | 401    | 4970 |

    @TOK-03
    Examples:
      | spoilt                                                 | status | code |
      | without an access token                                | 401    | 4970 |
      | with a malformed access token                          | 401    | 4970 |
      | with an access token that is not called a bearer token | 401    | 4970 |

    @TOK-08
    Examples:
      | spoilt                                                       | status | code |
      | with an access token that claims more than it was issued for | 401    | 4970 |
      | with an access token whose end was altered                   | 401    | 4970 |
      | with an access token of algorithm none                       | 401    | 4970 |

    @TOK-04 @needs:control
    Examples:
      | spoilt                       | status | code |
      | with an expired access token | 401    | 4061 |
