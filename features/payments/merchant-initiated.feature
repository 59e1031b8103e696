@stage:payments @needs:mocking
Feature: Merchant-initiated payments
  Subscriptions and one-click purchases happen without the payer: a first payment with the payer yields a token, and
  later payments are charged to it in one step.

  Nopan pages: OAS, RECUR, STORED

  @PAY-03
  Scenario: A stored credential is charged
    Given a tokenized payment
    When I charge the stored credential
    Then the payment is APPROVED

  @PAY-03 @PAY-06
  Scenario: The charge of a stored credential is declined
    Given a tokenized payment
    And the payer lacks the money
    When I charge the stored credential
    Then the payment is DECLINED for the reason "1000"
