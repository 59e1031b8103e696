@stage:webhooks @needs:webhooks
Feature: Each transition is notified
  Whatever becomes of a payment, a webhook of the right type tells it, with the state and the reason. No type exists for a
  cancellation or an expiry: they end a payment, so they come as PAYMENT_FINALIZE.

  Nopan pages: WHOV, WHSET, OAS

  @WHK-01 @needs:mocking @needs:synchronous-webhooks
  Scenario: A payment that is declined at its start is notified
    Given the start will be DECLINED for the reason "1000"
    When I start a payment
    Then I am notified by PAYMENT_INITIATE with:
      | status                | DECLINED |
      | statusInfo.reasonCode | 1000     |
    And the notification is authentic

  @WHK-01 @needs:mocking @needs:synchronous-webhooks
  Scenario: A payment that is declined at its end is notified
    Given the payer lacks the money
    When I start a payment
    And the payer approves it
    And I finalize it
    Then I am notified by PAYMENT_FINALIZE with:
      | status                | DECLINED |
      | statusInfo.reasonCode | 1000     |
    And the notification is authentic

  @WHK-01 @needs:synchronous-webhooks
  Scenario Outline: The cancellation of <a payment> is notified
    Given <a payment>
    When I cancel it
    Then I am notified by PAYMENT_FINALIZE with:
      | status | <status> |
    And the notification is authentic

    Examples:
      | a payment         | status   |
      | a pending payment | CANCELED |

  @WHK-01 @PAY-04 @needs:control @needs:approval @needs:synchronous-webhooks
  Scenario: The cancellation of an authorized payment is notified
    Given an authorized payment
    Then I am notified by PAYMENT_FINALIZE with:
      | status | APPROVED |
    When I cancel it
    Then I am notified by PAYMENT_FINALIZE with:
      | status | CANCELED |
    And the notification is authentic

  @WHK-01 @needs:decline
  Scenario: A payment that its payer declines is notified
    Given a pending payment
    When the payer declines it
    Then I am notified by PAYMENT_FINALIZE with:
      | status                | DECLINED |
      | statusInfo.reasonCode | ${outcomes.declinedByPayer.reasonCode} |
    And the notification is authentic

  @WHK-01 @PAY-10 @needs:control @needs:clock
  Scenario: A payment that expires is notified
    Given an organization of my own
    And my endpoint is registered for PAYMENT_FINALIZE only
    When I start a BLIK payment
    And more than the time that BLIK gives passes
    Then I am notified by PAYMENT_FINALIZE with:
      | status                | DECLINED |
      | statusInfo.reasonCode | ${outcomes.expired.reasonCode} |
    And the notification is authentic

  @WHK-01 @needs:approval @needs:synchronous-webhooks
  Scenario: An automatic capture is notified with its amount
    Given a pending payment of 1000
    When the payer approves it
    And I finalize it
    Then I am notified by PAYMENT_FINALIZE with:
      | status | APPROVED |
    And I am notified by PAYMENT_CAPTURE with:
      | status         | APPROVED |
      | amount         | 1000     |
      | capturedAmount | 1000     |
    And the notification is authentic

  @WHK-01 @needs:approval @needs:synchronous-webhooks
  Scenario: Captures in parts are notified with their amount and the sum
    Given an authorized payment of 1000
    When I capture 600 of it
    Then I am notified by PAYMENT_CAPTURE with:
      | amount         | 600 |
      | capturedAmount | 600 |
    When I capture 300 of it
    Then I am notified by PAYMENT_CAPTURE with:
      | amount         | 300 |
      | capturedAmount | 900 |
    And the notification is authentic

  @WHK-01 @needs:mocking @needs:synchronous-webhooks
  Scenario: A capture that is declined is notified
    Given an authorized payment of 1000
    And the capture will be DECLINED for the reason "1000"
    When I capture 600 of it
    Then I am notified by PAYMENT_CAPTURE with:
      | status         | DECLINED |
      | amount         | 600      |
      | capturedAmount | 0        |
    And the notification is authentic

  @WHK-01 @needs:approval @needs:synchronous-webhooks
  Scenario: Refunds in parts are notified with their amount and the sum
    Given a captured payment of 1000
    When I refund 100 of it
    Then I am notified by PAYMENT_REFUND with:
      | status         | APPROVED |
      | amount         | 100      |
      | refundedAmount | 100      |
    When I refund 200 of it
    Then I am notified by PAYMENT_REFUND with:
      | status         | APPROVED |
      | amount         | 200      |
      | refundedAmount | 300      |
    And the notification is authentic

  @WHK-01 @needs:mocking @needs:synchronous-webhooks
  Scenario: A refund that is declined is notified
    Given a captured payment of 1000
    And the refund will be DECLINED for the reason "1000"
    When I refund 100 of it
    Then I am notified by PAYMENT_REFUND with:
      | status         | DECLINED |
      | refundedAmount | 0        |
    And the notification is authentic

  @WHK-01 @PAY-17 @needs:control @needs:clock @needs:mocking @needs:synchronous-webhooks
  Scenario: A refund is notified when it is accepted, and when it is approved
    Given an organization of my own
    And my endpoint is registered for PAYMENT_REFUND only
    And a captured payment of 1000
    And the refund will be ACCEPTED
    When I refund 400 of it
    Then I am notified by PAYMENT_REFUND with:
      | status         | ACCEPTED |
      | refundedAmount | 0        |
    When more than the time for a refund passes
    Then I am notified by PAYMENT_REFUND with:
      | status         | APPROVED |
      | amount         | 400      |
      | refundedAmount | 400      |
    And the notification is authentic

  @WHK-01 @needs:approval @needs:synchronous-webhooks
  Scenario: A charge without the payer is notified
    Given a tokenized payment
    Then I am notified by PAYMENT_FINALIZE with:
      | status | APPROVED |
    When I charge the stored credential
    Then I am notified by PAYMENT_FINALIZE with:
      | status | APPROVED |
    And I am notified by PAYMENT_CAPTURE with:
      | amount | 1500 |
    And the notification is authentic

  @WHK-01 @PAY-06 @needs:mocking @needs:synchronous-webhooks
  Scenario: A charge that is declined is notified
    Given a tokenized payment
    Then I am notified by PAYMENT_FINALIZE with:
      | status | APPROVED |
    Given the payer lacks the money
    When I charge the stored credential
    Then I am notified by PAYMENT_FINALIZE with:
      | status                | DECLINED |
      | statusInfo.reasonCode | 1000     |
    And the notification is authentic

  @WHK-12 @needs:approval @needs:synchronous-webhooks
  Scenario: A stored credential is notified with its payment token
    Given a tokenized payment
    Then I am notified by PAYMENT_FINALIZE with:
      | status | APPROVED |
    And the notification is authentic
    And the notification has:
      | payerDetails.paymentToken |

  @WHK-05 @needs:synchronous-webhooks
  Scenario Outline: The webhook of <what> agrees with status and history
    Given <a payment>
    When I <call>
    Then I am notified by <type> with:
      | status | <status> |
    And status and history say the same

    @needs:approval
    Examples:
      | what           | a payment                     | call                         | type             | status   |
      | a capture      | an authorized payment of 1000 | capture 600 of it            | PAYMENT_CAPTURE  | APPROVED |
      | a refund       | a captured payment of 1000    | refund 400 of it             | PAYMENT_REFUND   | APPROVED |

    Examples:
      | what           | a payment                     | call                         | type             | status   |
      | a cancellation | a pending payment             | cancel it                    | PAYMENT_FINALIZE | CANCELED |
      | a start        | a pending payment             | start a payment              | PAYMENT_INITIATE | PENDING  |
