@stage:payments
Feature: Cancel
  A payment that is not wanted any more is canceled as long as no money has moved.

  Nopan pages: OAS

  @PAY-04 @needs:mocking
  Scenario Outline: <A payment> is canceled
    Given <a payment>
    When I cancel it
    Then the payment is CANCELED
    When I ask for its status
    Then the payment is CANCELED

    Examples:
      | A payment             | a payment             |
      | A pending payment     | a pending payment     |
      | An authorized payment | an authorized payment |
