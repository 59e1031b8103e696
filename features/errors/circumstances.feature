@stage:errors
Feature: Failures outside anyone's control
  Some refusals say that the moment was wrong, or that the scheme failed. The same request can be right a minute later.

  Nopan pages: OAS, ERR

  @ERR-08 @needs:control @needs:clock
  Scenario: Who asks too often is refused, and is served when the time is over
    Given an organization of my own
    And a pending payment
    And Nopan takes 2 requests of mine in 1 minute
    When I ask for its status
    And I ask for its status
    And I ask for its status
    Then it is refused with status 429 and reason code "3000"
    And I am told when to ask again, unless "rateLimit.retryAfter" is "absent"
    When 2 minutes pass
    And I ask for its status
    Then the payment is PENDING

  @ERR-08 @needs:control @needs:clock
  Scenario: The limit of one organization is not that of another
    Given an organization of my own
    And a pending payment
    And Nopan takes 1 request of mine in 1 minute
    When I ask for its status
    And I ask for its status
    Then it is refused with status 429 and reason code "3000"
    Given an organization of my own
    When I start a payment
    Then the payment is PENDING

  @ERR-09 @needs:control @needs:mocking
  Scenario Outline: <what> is told by status <status>
    Given an authorized payment of 1000
    And the capture will fail at the scheme for the reason "<code>"
    When I capture 600 of it
    Then it is refused with status <status> and reason code "<code>"
    And 0 of the payment is captured

    Examples:
      | what                                 | status | code |
      | A scheme that does not answer        | 504    | 8001 |
      | A scheme that cannot do it           | 501    | 8003 |
      | A scheme that cannot be reached      | 502    | 8004 |
