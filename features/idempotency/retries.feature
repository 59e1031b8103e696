@stage:idempotency
Feature: Safe retries
  When an answer gets lost, the only safe thing is to send the very same request again with the very same key. Nopan
  recognizes the key and returns the first result instead of doing the work twice.

  Nopan pages: IDEMP, OVERVIEW

  @IDM-01 @needs:approval
  Scenario: Every request that changes something carries a key
    Given an authorized payment of 1000
    When I capture 600 of it
    And I refund 100 of it
    Then every request that changed something carried its own idempotency key

  @IDM-02
  Scenario: A repeated start returns the first payment
    When I start a payment
    And I repeat the request with the same key
    Then both answers are the same
    And the answer is signed by Nopan

  @IDM-02 @needs:approval
  Scenario: A repeated capture does not capture twice
    Given an authorized payment of 1000
    When I capture 600 of it
    And I repeat the request with the same key
    Then both answers are the same
    And 600 of the payment is captured

  @IDM-03 @needs:approval
  Scenario: A key is not used for another payload
    Given an authorized payment of 1000
    When I capture 600 of it
    And I repeat the request with the same key, but with:
      | paymentDetails.amount | 400 |
    Then it is rejected with the error "idempotencyConflict"
    And 600 of the payment is captured

  @IDM-04 @needs:control @needs:clock
  Scenario: A key is forgotten after 24 hours
    Given an organization of my own
    When I start a payment
    And 23 hours pass
    And I repeat the request with the same key
    Then both answers are the same
    When 2 hours pass
    And I repeat the request with the same key
    Then it is refused with status 409 and reason code "5001"
