@stage:payments
Feature: Merchant-initiated payments
  Subscriptions and one-click purchases happen without the payer: a first payment with the payer yields a token, and
  later payments are charged to it in one step.

  Nopan pages: OAS, RECUR, STORED

  @PAY-03 @needs:approval
  Scenario: A stored credential is charged
    Given a tokenized payment
    When I charge the stored credential
    Then the payment is APPROVED
    And 1500 of the payment is captured

  @PAY-03 @needs:approval
  Scenario: A stored credential is charged again and again
    Given a tokenized payment
    When I charge the stored credential
    And I charge the stored credential
    Then the payment is APPROVED
    And two payments were started

  @PAY-03 @PAY-06 @needs:mocking
  Scenario: The charge of a stored credential is declined
    Given a tokenized payment
    And the payer lacks the money
    When I charge the stored credential
    Then the payment is DECLINED for the reason "1000"

  @PAY-18 @needs:approval
  Scenario Outline: With the payer's approval, <a payment> yields a payment token
    When I start <a payment>
    And the payer approves it
    And I finalize it
    Then the payment is APPROVED
    And the answer has:
      | payerDetails.paymentToken |

    Examples:
      | a payment           |
      | a tokenized payment |
      | a recurring payment |

  @PAY-18 @needs:approval
  Scenario: A payment that stores nothing yields no payment token
    When I start a payment
    And the payer approves it
    And I finalize it
    Then the payment is APPROVED
    And the answer does not have:
      | payerDetails.paymentToken |

  @PAY-34
  Scenario: A tokenized payment cannot be captured automatically
    When I start a tokenized payment with:
      | paymentDetails.autoCapture | true |
    Then it is refused with status 400 and reason code "4000"
    And the refusal names the field "paymentDetails.autoCapture"

  @PAY-19 @needs:approval
  Scenario: A token that nobody was given is not charged
    Given a tokenized payment
    When I charge the stored credential with:
      | payerDetails.paymentToken | ${unique.paymentToken} |
    Then it is rejected

  @PAY-35 @needs:approval
  Scenario: A charge names the token of a stored credential
    Given a tokenized payment
    When I charge the stored credential with:
      | payerDetails.paymentToken | absent |
    Then it is refused with status 400 and reason code "4000", unless "payments.chargeWithoutToken" allows "accepted"

  @PAY-36 @needs:approval
  Scenario: A stored credential of one payer is not charged to another
    Given a tokenized payment
    When I charge the stored credential with:
      | payerDetails.payerId | ${unique.otherPayer} |
    Then it is refused with status 400 and reason code "4000", unless "payments.tokenReach" allows "merchant"

  @PAY-36 @needs:approval
  Scenario: A stored credential of one scheme is not charged in another
    Given a tokenized payment
    When I charge the stored credential with:
      | providerDetails.providerId | WERO |
      | paymentDetails.country     | DE   |
    Then it is refused with status 400 and reason code "4000", unless "payments.tokenReach" allows "merchant"
