@stage:idempotency
Feature: Each operation happens once
  Whatever the operation, the same request under the same key is done once. What counts is not the answer but what happened:
  the sums, the history, the number of payments.

  Nopan pages: IDEMP, RECUR

  @IDM-02 @needs:approval
  Scenario: A repeated finalization captures once
    Given a pending payment of 1000
    When the payer approves it
    And I finalize it
    And I repeat the request with the same key
    Then both answers are the same
    And 1 capture is in its history
    And 1000 of the payment is captured

  @IDM-02 @needs:approval
  Scenario: A repeated refund gives back once
    Given a captured payment of 1000
    When I refund 400 of it
    And I repeat the request with the same key
    Then both answers are the same
    And 1 refund is in its history
    And 400 of the payment is refunded

  @IDM-02
  Scenario: A repeated cancellation is accepted
    Given a pending payment
    When I cancel it
    And I repeat the request with the same key
    Then both answers are the same
    When I ask for its status
    Then the payment is CANCELED

  @IDM-02 @needs:approval
  Scenario: A repeated charge takes the money once
    Given a tokenized payment
    When I charge the stored credential
    And I repeat the request with the same key
    Then both answers are the same
    And 1 capture is in its history

  @IDM-13 @needs:approval
  Scenario: A refused capture stays refused under its key
    Given an authorized payment of 1000
    When I capture 1001 of it
    And I repeat the request with the same key
    Then both refusals are the same
    And 0 of the payment is captured

  @IDM-14
  Scenario: A repeated answer is signed anew
    When I start a payment
    And I repeat the request with the same key
    Then both answers are the same
    And the second answer was signed anew
