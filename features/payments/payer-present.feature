@stage:payments
Feature: Payer-present payments
  The payer approves the payment with the bank or wallet. The integration starts the payment, sends the payer there, and
  finalizes the payment afterwards; the money is captured at once unless the integration asked to do that itself.

  Nopan pages: OAS, LIFE, SK-PAY

  @PAY-01 @PAY-23 @needs:approval
  Scenario: A payment is captured as soon as it is approved
    When I start a payment of 1000
    Then the payment is PENDING
    When the payer approves it
    And I finalize it
    Then the payment is APPROVED
    And 1000 of the payment is captured
    And 1 capture is in its history

  @PAY-01 @PAY-02 @needs:approval
  Scenario: A payment is only authorized when automatic capture is off
    When I start a payment of 1000 with:
      | paymentDetails.autoCapture | false |
    Then the payment is PENDING
    When the payer approves it
    And I finalize it
    Then the payment is APPROVED
    And 0 of the payment is captured

  @PAY-23 @needs:approval
  Scenario: Automatic capture can be asked for in words
    When I start a payment of 1000 with:
      | paymentDetails.autoCapture | true |
    And the payer approves it
    And I finalize it
    Then nothing in the answer contradicts:
      | paymentDetails.autoCapture | true |
    And 1000 of the payment is captured

  @PAY-33
  Scenario: Before the payer has decided, the payment stays pending
    Given a pending payment
    When I finalize it
    Then the payment is PENDING, or refused with status 422 and reason code "5002" where "payments.beforeApproval" is "rejected"
    When I ask for its status
    Then the payment is PENDING

  @PAY-01 @needs:approval
  Scenario: The answers contradict nothing that was asked for
    When I start a payment of 1000
    And the payer approves it
    And I finalize it
    Then nothing in the answer contradicts:
      | paymentDetails.amount      | 1000     |
      | paymentDetails.currency    | EUR      |
      | paymentDetails.country     | IT       |
      | providerDetails.providerId | SATISPAY |

  @PAY-07 @needs:approval
  Scenario: Status and history tell the same as the answers did
    Given an approved payment
    When I ask for its status
    Then the payment is APPROVED
    When I ask for its history
    Then the payment is APPROVED

  @PAY-20
  Scenario Outline: Metadata come back when I <call>
    Given <a payment>
    When I <call>
    Then the answer says:
      | metadata.basket | <basket> |

    Examples:
      | a payment             | call                         | basket     |
      | a pending payment     | start a payment              | tickets    |
      | a pending payment     | ask for its status           | tickets    |
      | a pending payment     | ask for its history          | tickets    |

    @needs:approval
    Examples:
      | a payment             | call                         | basket     |
      | an authorized payment | cancel it                    | tickets    |
      | a tokenized payment   | charge the stored credential | membership |

  @PAY-28
  Scenario Outline: The answer tells what it is about when I <call>
    Given <a payment>
    When I <call>
    Then the answer has:
      | transactionId         |
      | processingAccountId   |
      | clientTransactionId   |
      | statusInfo.reasonCode |
      | statusInfo.message    |

    Examples:
      | a payment             | call                         |
      | a pending payment     | start a payment              |
      | a pending payment     | ask for its status           |
      | a pending payment     | ask for its history          |
      | a pending payment     | cancel it                    |

    @needs:approval
    Examples:
      | a payment             | call                         |
      | a captured payment    | refund 100 of it             |
      | a tokenized payment   | charge the stored credential |

  @PAY-20 @PAY-28 @needs:approval
  Scenario: The answer to a finalization tells what it is about, metadata included
    Given a pending payment
    When the payer approves it
    And I finalize it
    Then the answer has:
      | transactionId         |
      | processingAccountId   |
      | clientTransactionId   |
      | statusInfo.reasonCode |
      | statusInfo.message    |
      | metadata.basket       |

  @PAY-28 @needs:approval
  Scenario: The answer to a capture tells which payment it is of
    Given an authorized payment
    When I capture 100 of it
    Then the answer has:
      | originalTransactionId |
      | processingAccountId   |
      | clientTransactionId   |
      | statusInfo.reasonCode |

  @PAY-28 @needs:approval
  Scenario: The history tells the payment in full
    Given an approved payment
    When I ask for its history
    Then the answer has:
      | paymentDetails.amount         |
      | paymentDetails.currency       |
      | paymentDetails.capturedAmount |
      | paymentDetails.refundedAmount |
      | providerDetails.providerId    |
