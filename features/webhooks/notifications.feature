@stage:webhooks @needs:webhooks
Feature: Notifications
  A payment goes on after its answer has been read: the payer decides later, a refund takes its time. Nopan tells each
  outcome by a webhook to the endpoints of the organization, with an HMAC that shows that it is Nopan's.

  Nopan pages: WHOV, WHSET, OAS

  @WHK-01 @WHK-02 @needs:synchronous-webhooks
  Scenario: The start of a payment is notified
    Given a pending payment
    Then I am notified by PAYMENT_INITIATE
    And the notification is authentic

  @WHK-01 @WHK-02 @WHK-05 @needs:approve
  Scenario: The payer's approval is notified
    Given a pending payment
    When the payer approves it
    Then I am notified of the approval
    And the notification is authentic
    And status and history say the same

  @WHK-01 @WHK-02 @needs:approval @needs:synchronous-webhooks
  Scenario: The end of a payment is notified
    Given an approved payment
    Then I am notified by PAYMENT_FINALIZE with:
      | status                | APPROVED |
      | statusInfo.reasonCode | -1       |
    And the notification is authentic

  @WHK-01 @WHK-02 @needs:approval @needs:synchronous-webhooks
  Scenario: A capture is notified with its amount
    Given an authorized payment of 1000
    When I capture 600 of it
    Then I am notified by PAYMENT_CAPTURE with:
      | amount         | 600 |
      | capturedAmount | 600 |
    And the notification is authentic

  @WHK-01 @WHK-02 @needs:approval @needs:synchronous-webhooks
  Scenario: A refund is notified with its amount
    Given a captured payment of 1000
    When I refund 400 of it
    Then I am notified by PAYMENT_REFUND with:
      | status         | APPROVED |
      | amount         | 400      |
      | refundedAmount | 400      |
    And the notification is authentic

  @WHK-02 @needs:approval @needs:synchronous-webhooks
  Scenario: An altered notification is noticed
    Given an approved payment
    Then I am notified by PAYMENT_FINALIZE
    And the notification is authentic
    But the same notification with another body is not

  @WHK-16 @needs:approval @needs:synchronous-webhooks
  Scenario: A notification tells the client's reference, the reason and the amounts
    Given an authorized payment of 1000
    When I capture 600 of it
    Then I am notified by PAYMENT_CAPTURE
    And the notification has:
      | clientTransactionId   |
      | statusInfo.reasonCode |
      | amount                |
      | capturedAmount        |
    When I refund 400 of it
    Then I am notified by PAYMENT_REFUND
    And the notification has:
      | clientTransactionId   |
      | statusInfo.reasonCode |
      | amount                |
      | refundedAmount        |

  @WHK-16 @needs:approval @needs:synchronous-webhooks
  Scenario: The notification of a payment's end tells the client's reference and the reason
    Given an approved payment
    Then I am notified by PAYMENT_FINALIZE with:
      | status | APPROVED |
    And the notification has:
      | clientTransactionId   |
      | statusInfo.reasonCode |
