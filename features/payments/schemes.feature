@stage:payments
Feature: Schemes
  Each scheme has its country and currency, and wants to know something of its own about the payer: a code, a phone
  number, or nothing because the payer is redirected.

  Nopan pages: BLIK, BIZUM, IRIS, SATISPAY, WERO

  @PAY-08
  Scenario Outline: I start <a payment>
    When I start <a payment>
    Then the payment is PENDING

    Examples:
      | a payment          |
      | a BLIK payment     |
      | a Bizum payment    |
      | an IRIS payment    |
      | a Satispay payment |
      | a Wero payment     |
