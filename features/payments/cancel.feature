@stage:payments
Feature: Cancel
  A payment that is not wanted any more is canceled as long as no money has moved.

  Nopan pages: OAS

  @PAY-04 @needs:mocking
  Scenario Outline: I cancel <a payment>
    Given <a payment>
    When I cancel it
    Then the payment is CANCELED
    When I ask for its status
    Then the payment is CANCELED

    Examples:
      | a payment             |
      | a pending payment     |
      | an authorized payment |
