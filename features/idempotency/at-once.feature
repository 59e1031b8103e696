@stage:idempotency
Feature: Many at once
  A client that loses patience, or a queue that delivers twice, sends the same request again while the first is still under
  way. One of them may have an effect; the others get its answer, or are told to wait.

  Nopan pages: IDEMP, OAS

  @IDM-07
  Scenario: Twenty starts at once are one payment
    When I start a payment 20 times at once with one key
    Then each was answered like the first, or told to wait
    And one payment was started

  @IDM-07 @needs:approval
  Scenario: Twenty captures at once are one capture
    Given an authorized payment of 2000
    When I capture 100 of it 20 times at once with one key
    Then each was answered like the first, or told to wait
    And 1 capture is in its history
    And 100 of the payment is captured

  @IDM-07 @needs:approval
  Scenario: Twenty refunds at once are one refund
    Given a captured payment of 2000
    When I refund 100 of it 20 times at once with one key
    Then each was answered like the first, or told to wait
    And 1 refund is in its history
    And 100 of the payment is refunded

  @IDM-07 @WHK-09 @needs:webhooks @needs:control @needs:approve @needs:synchronous-webhooks
  Scenario: Twenty charges at once are notified once
    Given a tokenized payment
    And I am notified by PAYMENT_INITIATE
    And I am notified of the approval
    And I am notified by PAYMENT_FINALIZE
    When I charge the stored credential 20 times at once with one key
    Then each was answered like the first, or told to wait
    And I am notified by PAYMENT_FINALIZE
    And I am notified by PAYMENT_CAPTURE
    And I am notified of nothing else
    And each event has a notification id of its own
