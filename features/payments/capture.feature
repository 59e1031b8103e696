@stage:payments @needs:mocking
Feature: Delayed capture
  A merchant who ships later authorizes first and captures when the goods leave, all at once or in parts.

  Nopan pages: OAS, LIFE

  @PAY-02
  Scenario: An authorized payment is captured in full
    Given an authorized payment of 1000
    When I capture 1000 of it
    Then the capture is APPROVED
    And 1000 of the payment is captured

  @PAY-02
  Scenario: An authorized payment is captured in two parts
    Given an authorized payment of 1000
    When I capture 600 of it
    Then the capture is APPROVED
    And 600 of the payment is captured
    When I capture 400 of it
    Then the capture is APPROVED
    And 1000 of the payment is captured
