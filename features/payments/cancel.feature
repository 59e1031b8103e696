@stage:payments
Feature: Cancel
  A payment that is not wanted any more is canceled as long as no money has moved.

  Nopan pages: OAS

  @PAY-04
  Scenario Outline: I cancel <a payment>
    Given <a payment>
    When I cancel it
    Then the payment is CANCELED
    When I ask for its status
    Then the payment is CANCELED

    Examples:
      | a payment             |
      | a pending payment     |

    @needs:approval
    Examples:
      | a payment             |
      | an authorized payment |

  @PAY-22 @needs:mocking
  Scenario: A cancellation that is declined leaves the payment as it was
    Given an authorized payment of 1000
    And the cancellation will be DECLINED for the reason "1000"
    When I cancel it
    Then the cancellation is DECLINED for the reason "1000"
    When I ask for its status
    Then the payment is APPROVED
