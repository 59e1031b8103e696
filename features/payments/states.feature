@stage:payments
Feature: Life cycle
  What has been done to a payment decides what can still be done. Nopan refuses the rest and changes nothing.

  Nopan pages: OAS, LIFE

  @PAY-09
  Scenario Outline: With <a payment>, I cannot <act>
    Given <a payment>
    When I <act>
    Then it is refused with status 422 and reason code "5002"

    Examples:
      | a payment           | act               |
      | a pending payment   | capture 100 of it |
      | a pending payment   | refund 100 of it  |
      | a canceled payment  | finalize it       |
      | a canceled payment  | capture 100 of it |
      | a canceled payment  | cancel it         |

    @needs:approval
    Examples:
      | a payment           | act               |
      | an approved payment | finalize it       |
      | an approved payment | cancel it         |
      | a captured payment  | cancel it         |

    @needs:mocking
    Examples:
      | a payment           | act               |
      | a declined payment  | finalize it       |
      | a declined payment  | cancel it         |
      | a declined payment  | refund 100 of it  |

  @PAY-12 @needs:approval
  Scenario Outline: With <a payment>, I cannot <act>
    Given <a payment>
    When I <act>
    Then it is rejected
    When I ask for its status
    Then the payment is APPROVED

    Examples:
      | a payment                     | act                |
      | an authorized payment of 1000 | capture 1001 of it |
      | a captured payment of 1000    | capture 1 of it    |
      | a captured payment of 1000    | refund 1001 of it  |
      | a refunded payment of 1000    | refund 1 of it     |

  @PAY-12 @needs:approval
  Scenario: The last capture takes no more than what is left
    Given an authorized payment of 1000
    When I capture 600 of it
    And I capture 401 of it
    Then it is rejected
    And 600 of the payment is captured
    When I capture 400 of it
    Then the capture is APPROVED

  @PAY-12 @needs:approval
  Scenario: The last refund gives no more than what is left
    Given a captured payment of 1000
    When I refund 600 of it
    And I refund 401 of it
    Then it is rejected
    And 600 of the payment is refunded
    When I refund 400 of it
    Then the refund is APPROVED

  @PAY-12 @needs:approval
  Scenario: No more is refunded than was captured of a larger amount
    Given an authorized payment of 1000
    When I capture 600 of it
    And I refund 601 of it
    Then it is rejected
    And 0 of the payment is refunded

  @PAY-37 @needs:approval
  Scenario Outline: What exceeds the amount is a transition that is not allowed: <act>
    Given <a payment>
    When I <act>
    Then it is refused with status 422 and reason code "5002"

    Examples:
      | a payment                     | act                |
      | an authorized payment of 1000 | capture 1001 of it |
      | a captured payment of 1000    | refund 1001 of it  |
