@stage:payments
Feature: Expiry
  A payer who does not approve in time has not paid. How long the time is depends on the scheme; afterwards the payment is
  declined, and nothing can be done with it.

  Nopan pages: BLIK, IRIS, WHOV

  @PAY-10 @needs:control @needs:clock
  Scenario Outline: <a payment> is declined when the time for its approval is over
    Given an organization of my own
    When I start <a payment>
    And all but 5 seconds of the time that <scheme> gives pass
    And I ask for its status
    Then the payment is PENDING
    When 10 seconds pass
    And I ask for its status
    Then the payment is DECLINED, since its time is over

    Examples:
      | a payment          | scheme   |
      | a BLIK payment     | BLIK     |
      | an IRIS payment    | IRIS     |
      | a Satispay payment | SATISPAY |

  @PAY-10 @needs:control @needs:clock
  Scenario: A payment that has expired cannot be finalized
    Given an organization of my own
    When I start a BLIK payment
    And more than the time that BLIK gives passes
    And I finalize it
    Then it is refused with status 422 and reason code "5002"

  @PAY-10 @needs:control @needs:clock @needs:approve
  Scenario: A payment that was approved in time does not expire
    Given an organization of my own
    When I start a payment
    And the payer approves it
    And more than the time that SATISPAY gives passes
    And I finalize it
    Then the payment is APPROVED

  @PAY-10 @needs:expire
  Scenario: A payer who lets the time pass has not paid
    Given a pending payment
    When the time to approve it is over
    And I ask for its status
    Then the payment is DECLINED, since its time is over
    And 0 of the payment is captured
