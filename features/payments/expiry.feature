@stage:payments
Feature: Expiry
  A payer who does not approve in time has not paid. How long the time is depends on the scheme; afterwards the payment is
  declined, and nothing can be done with it.

  Nopan pages: BLIK, IRIS, WHOV

  @PAY-10 @needs:control @needs:clock
  Scenario Outline: <a payment> is declined when the time for its approval is over
    Given an organization of my own
    When I start <a payment>
    And <soon> pass
    And I ask for its status
    Then the payment is PENDING
    When <more> pass
    And I ask for its status
    Then the payment is DECLINED for the reason "2001"

    Examples:
      | a payment          | soon       | more       |
      | a BLIK payment     | 40 seconds | 10 seconds |
      | an IRIS payment    | 32 minutes | 2 minutes  |
      | a Satispay payment | 14 minutes | 2 minutes  |

  @PAY-10 @needs:control @needs:clock
  Scenario: A payment that has expired cannot be finalized
    Given an organization of my own
    When I start a BLIK payment
    And 1 minute passes
    And I finalize it
    Then it is refused with status 422 and reason code "5002"

  @PAY-10 @needs:control @needs:clock @needs:approve
  Scenario: A payment that was approved in time does not expire
    Given an organization of my own
    When I start a payment
    And the payer approves it
    And 20 minutes pass
    And I finalize it
    Then the payment is APPROVED

  @PAY-10 @needs:expire
  Scenario: A payer who lets the time pass has not paid
    Given a pending payment
    When the time to approve it is over
    And I ask for its status
    Then the payment is DECLINED for the reason "2001"
    And 0 of the payment is captured
