@stage:payments
Feature: Refund
  Money that was captured goes back to the payer, all at once or in parts, and never more than was captured.

  Nopan pages: OAS, LIFE, SATISPAY

  @PAY-05 @needs:approval
  Scenario: A captured payment is refunded in full
    Given a captured payment of 1000
    When I refund 1000 of it
    Then the refund is APPROVED
    And 1000 of the payment is refunded

  @PAY-05 @needs:approval
  Scenario: A captured payment is refunded in part
    Given a captured payment of 1000
    When I refund 400 of it
    Then the refund is APPROVED
    And 400 of the payment is refunded

  @PAY-24 @needs:approval
  Scenario: Refunds in parts add up
    Given a captured payment of 1000
    When I refund 100 of it
    And I refund 200 of it
    Then the refund is APPROVED
    And 300 of the payment is refunded
    And 2 refunds are in its history

  @PAY-05 @needs:approval
  Scenario: A charge without the payer is refunded, too
    Given a tokenized payment
    When I charge the stored credential
    And I refund 500 of it
    Then the refund is APPROVED
    And 500 of the payment is refunded

  @PAY-22 @needs:mocking
  Scenario: A refund that is declined moves no money
    Given a captured payment of 1000
    And the refund will be DECLINED for the reason "1000"
    When I refund 400 of it
    Then the refund is DECLINED for the reason "1000"
    And 0 of the payment is refunded
    And 1000 of the payment is captured

  @PAY-17 @needs:mocking
  Scenario: A refund that is accepted is under way
    Given a captured payment of 1000
    And the refund will be ACCEPTED
    When I refund 400 of it
    Then the refund is ACCEPTED
    And 0 of the payment is refunded
    And the history says:
      | paymentDetails.refunds.0.status | ACCEPTED |

  @PAY-17 @PAY-12 @needs:mocking
  Scenario: A refund that is under way counts
    Given a captured payment of 1000
    And the refund will be ACCEPTED
    When I refund 600 of it
    And I refund 401 of it
    Then it is rejected

  @PAY-17 @needs:control @needs:clock @needs:mocking
  Scenario: A refund that was accepted is approved later
    Given an organization of my own
    And a captured payment of 1000
    And the refund will be ACCEPTED
    When I refund 400 of it
    And more than the time for a refund passes
    Then 400 of the payment is refunded
    And the history says:
      | paymentDetails.refunds.0.status | APPROVED |

  @PAY-14 @needs:control @needs:clock @needs:approval
  Scenario: A refund is possible for a year
    Given an organization of my own
    And a captured payment of 1000
    When 300 days pass
    And my client certificate and my signing key are renewed
    And 64 days pass
    And I refund 400 of it
    Then the refund is APPROVED
    When 2 days pass
    And I refund 400 of it
    Then it is refused with status 422 and reason code "5002"
    And 400 of the payment is refunded
