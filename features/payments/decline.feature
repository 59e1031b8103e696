@stage:payments
Feature: Decline
  A declined payment is not an error: the request was processed, so the HTTP status is 200, and only the status of the
  payment tells that no money will come. An integration that looks at the HTTP status alone ships goods for nothing.

  Nopan pages: ERR, OAS, MOCK

  @PAY-06 @needs:mocking
  Scenario: A payment is declined for lack of funds
    Given the payer lacks the money
    When I start a payment
    And the payer approves it
    And I finalize it
    Then the payment is DECLINED for the reason "1000"
    When I ask for its status
    Then the payment is DECLINED
    And 0 of the payment is captured

  @PAY-06 @needs:mocking
  Scenario: A payment is declined as soon as it starts
    Given the start will be DECLINED for the reason "1000"
    When I start a payment
    Then the payment is DECLINED for the reason "1000"
    When I ask for its status
    Then the payment is DECLINED

  @PAY-11 @needs:decline
  Scenario: The payer declines
    Given a pending payment
    When the payer declines it
    And I ask for its status
    Then the payment is DECLINED, since its payer declined it
    When I finalize it
    Then it is refused with status 422 and reason code "5002"
