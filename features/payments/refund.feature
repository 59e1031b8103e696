@stage:payments @needs:mocking
Feature: Refund
  Money that was captured goes back to the payer, all at once or in parts, and never more than was captured.

  Nopan pages: OAS, LIFE

  @PAY-05
  Scenario: A captured payment is refunded in full
    Given a captured payment of 1000
    When I refund 1000 of it
    Then the refund is APPROVED
    And 1000 of the payment is refunded

  @PAY-05
  Scenario: A captured payment is refunded in part
    Given a captured payment of 1000
    When I refund 400 of it
    Then the refund is APPROVED
    And 400 of the payment is refunded
