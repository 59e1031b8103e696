@stage:payments
Feature: Schemes
  Each scheme has its country and currency, and wants to know something of its own about the payer: a code, a phone
  number, or nothing because the payer is redirected.

  Nopan pages: BLIK, BIZUM, IRIS, SATISPAY, WERO

  @PAY-08
  Scenario Outline: I start <a payment>
    When I start <a payment>
    Then the payment is PENDING
    And nothing in the answer contradicts:
      | providerDetails.providerId | <provider> |

    Examples:
      | a payment          | provider |
      | a BLIK payment     | BLIK     |
      | a Bizum payment    | BIZUM    |
      | an IRIS payment    | IRIS     |
      | a Satispay payment | SATISPAY |
      | a Wero payment     | WERO     |

  @PAY-29
  Scenario Outline: The payer of <a payment> is told until when to approve
    When I start <a payment>
    Then the answer has:
      | providerDetails.expiresAt |

    Examples:
      | a payment          |
      | a BLIK payment     |
      | a Bizum payment    |
      | an IRIS payment    |
      | a Satispay payment |
      | a Wero payment     |

  @PAY-01 @needs:approval
  Scenario Outline: The payer approves <a payment>
    When I start <a payment>
    And the payer approves it
    And I finalize it
    Then the payment is APPROVED
    And 2500 of the payment is captured
    When I refund 500 of it
    Then the refund is APPROVED

    Examples:
      | a payment          |
      | a BLIK payment     |
      | a Bizum payment    |
      | an IRIS payment    |
      | a Satispay payment |
      | a Wero payment     |

  @PAY-21
  Scenario Outline: The payer of <a payment> is led on by a page or a code to scan
    When I start <a payment>
    Then the answer has one of:
      | providerDetails.redirectUrl |
      | providerDetails.qrCode      |

    Examples:
      | a payment          |
      | an IRIS payment    |
      | a Satispay payment |
      | a Wero payment     |

  @PAY-30
  Scenario: The payer of an IRIS payment who has chosen a bank is led there
    When I start an IRIS payment with:
      | payerDetails.bankId | ETHNGRAA |
    Then the answer has:
      | providerDetails.redirectUrl |

  Scenario Outline: <a payment> is refused when <field> is <value>
    When I start <a payment> with:
      | <field> | <value> |
    Then it is refused with status 400 and reason code "4000"
    And the refusal names the field "<field>"

    @PAY-16
    Examples:
      | a payment       | field                    | value  |
      | a BLIK payment  | payerDetails.oneTimeCode | absent |
      | a Bizum payment | payerDetails.phone       | absent |

    @PAY-31
    Examples:
      | a payment          | field                    | value  |
      | a BLIK payment     | payerDetails.oneTimeCode | abc    |
      | a BLIK payment     | paymentDetails.currency  | EUR    |
      | a BLIK payment     | paymentDetails.country   | DE     |
      | a Bizum payment    | paymentDetails.country   | PT     |
      | an IRIS payment    | paymentDetails.country   | IT     |
      | a Satispay payment | paymentDetails.currency  | PLN    |
      | a Wero payment     | paymentDetails.country   | PL     |

  @PAY-32
  Scenario Outline: The capture of <a payment> can be deferred only if <scheme> offers that
    When I start <a payment> with:
      | paymentDetails.autoCapture | false |
    Then it is refused with status 501 and reason code "8003", unless "schemes.deferredCapture" allows "<scheme>"

    Examples:
      | a payment       | scheme |
      | a BLIK payment  | BLIK   |
      | a Bizum payment | BIZUM  |
      | an IRIS payment | IRIS   |

  @PAY-15
  Scenario Outline: An IRIS payment is refused when transactionType is <type>
    When I start an IRIS payment with:
      | transactionType | <type> |
    Then it is refused with status 501 and reason code "8003", unless "schemes.storedCredentials" allows "IRIS"

    Examples:
      | type      |
      | RECURRING |
      | TOKENIZED |

  @PAY-03 @PAY-18 @needs:approval
  Scenario Outline: A stored credential of <scheme> is charged
    When I start <a payment> with:
      | transactionType | RECURRING |
    And the payer approves it
    And I finalize it
    Then the payment is APPROVED
    When I charge the stored credential with:
      | providerDetails.providerId | <provider> |
      | paymentDetails.currency    | <currency> |
      | paymentDetails.country     | <country>  |
    Then the payment is APPROVED

    Examples:
      | scheme   | a payment          | provider | currency | country |
      | BLIK     | a BLIK payment     | BLIK     | PLN      | PL      |
      | Bizum    | a Bizum payment    | BIZUM    | EUR      | ES      |
      | Satispay | a Satispay payment | SATISPAY | EUR      | IT      |
      | Wero     | a Wero payment     | WERO     | EUR      | DE      |
