@stage:payments
Feature: Delayed capture
  A merchant who ships later authorizes first and captures when the goods leave, all at once or in parts.

  Nopan pages: OAS, LIFE, SATISPAY, WERO

  @PAY-02 @needs:approval
  Scenario: An authorized payment is captured in full
    Given an authorized payment of 1000
    When I capture 1000 of it
    Then the capture is APPROVED
    And 1000 of the payment is captured

  @PAY-02 @PAY-24 @needs:approval
  Scenario: An authorized payment is captured in two parts
    Given an authorized payment of 1000
    When I capture 600 of it
    Then the capture is APPROVED
    And 600 of the payment is captured
    When I capture 400 of it
    Then the capture is APPROVED
    And 1000 of the payment is captured
    And 2 captures are in its history

  @PAY-02 @needs:approval
  Scenario: A charge is captured later, too
    Given a tokenized payment
    When I charge the stored credential without automatic capture
    Then the payment is APPROVED
    And 0 of the payment is captured
    When I capture 500 of it
    Then the capture is APPROVED
    And 500 of the payment is captured

  @PAY-22 @needs:mocking
  Scenario: A capture that is declined moves no money
    Given an authorized payment of 1000
    And the capture will be DECLINED for the reason "1000"
    When I capture 600 of it
    Then the capture is DECLINED for the reason "1000"
    And 0 of the payment is captured
    When I ask for its status
    Then the payment is APPROVED

  @PAY-13 @needs:control @needs:clock @needs:approval
  Scenario: A capture is possible for ten days
    Given an organization of my own
    And an authorized payment of 1000
    When 9 days pass
    And I capture 400 of it
    Then the capture is APPROVED
    When 2 days pass
    And I capture 400 of it
    Then it is refused with status 422 and reason code "5002"
    And 400 of the payment is captured
