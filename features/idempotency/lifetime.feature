@stage:idempotency @needs:control @needs:clock
Feature: How long a key is remembered
  For 24 hours the same key brings back the same answer. Whoever retries later must look first what became of the payment.

  Nopan pages: IDEMP

  @IDM-04 @needs:approval
  Scenario: A capture is remembered for a day, and then made again
    Given an organization of my own
    And an authorized payment of 1000
    When I capture 300 of it
    And 23 hours pass
    And 59 minutes pass
    And I repeat the request with the same key
    Then both answers are the same
    And 300 of the payment is captured
    When 2 minutes pass
    And I repeat the request with the same key, but with:
      | clientTransactionId | ${unique.capture} |
    Then the capture is APPROVED
    And 600 of the payment is captured

  @IDM-04
  Scenario: A key that was forgotten may carry another payload
    Given an organization of my own
    When I start a payment of 1000
    And 25 hours pass
    And I start a payment of 2000 with the idempotency key of before
    Then the payment is PENDING
    And two payments were started
