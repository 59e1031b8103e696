@stage:webhooks @needs:webhooks @needs:control @needs:synchronous-webhooks
Feature: Deliveries
  A webhook counts as delivered when the endpoint acknowledges it. Until then Nopan tries again, with growing pauses, ten
  times within a day, and then lets it go: whoever was away for longer asks for the status. An endpoint knows a repeated
  webhook by its notification id.

  Nopan pages: WHOV, WHSET, SK-WH

  @WHK-03 @WHK-04 @needs:clock
  Scenario Outline: A notification that is answered with <status> is delivered again
    Given an organization of my own
    And my endpoint answers the first notification of the next payment with <status>
    When I start a payment
    Then I am notified by PAYMENT_INITIATE
    When time passes until nothing is left to deliver
    Then the same notification is delivered again
    And the notification is authentic

    Examples:
      | status |
      | 503    |
      | 500    |
      | 404    |
      | 302    |

  @WHK-06 @WHK-07 @WHK-04 @needs:clock
  Scenario: A notification that is never acknowledged is dropped in the end
    Given an organization of my own
    And my endpoint answers every notification of the next payment with 503
    When I start a payment
    Then I am notified by PAYMENT_INITIATE
    When time passes until nothing is left to deliver
    Then the notification was delivered 11 times in all
    And the pauses between the deliveries grew
    When 25 hours pass
    Then the notification was delivered 11 times in all

  @WHK-08 @needs:clock
  Scenario: A notification that was acknowledged is not delivered again
    Given an organization of my own
    And my endpoint is registered for PAYMENT_INITIATE only
    When I start a payment
    Then I am notified by PAYMENT_INITIATE
    When time passes until nothing is left to deliver
    And 25 hours pass
    Then I am notified of nothing else
    And the notification was delivered 1 time in all

  @WHK-03 @WHK-04 @WHK-08 @needs:clock
  Scenario: A notification that was acknowledged at last is not delivered again
    Given an organization of my own
    And my endpoint is registered for PAYMENT_INITIATE only
    And my endpoint answers the first notification of the next payment with 503
    When I start a payment
    Then I am notified by PAYMENT_INITIATE
    When time passes until nothing is left to deliver
    Then the notification was delivered 2 times in all

  @WHK-09 @WHK-10 @needs:approve
  Scenario: Each event of a payment is notified once, under an id of its own
    Given an authorized payment of 1000
    And I am notified by PAYMENT_INITIATE
    And I am notified of the approval
    And I am notified by PAYMENT_FINALIZE
    When I capture 300 of it
    And I capture 300 of it
    And I refund 100 of it
    Then I am notified by PAYMENT_CAPTURE
    And I am notified by PAYMENT_CAPTURE
    And I am notified by PAYMENT_REFUND
    And I am notified of nothing else
    And each event has a notification id of its own

  @WHK-10
  Scenario: What was refused is not notified
    Given a pending payment
    And I am notified by PAYMENT_INITIATE
    When I capture 100 of it
    Then it is refused with status 422 and reason code "5002"
    And I am notified of nothing else

  @WHK-10 @IDM-02 @needs:approve
  Scenario: What was repeated is notified once
    Given an authorized payment of 1000
    And I am notified by PAYMENT_INITIATE
    And I am notified of the approval
    And I am notified by PAYMENT_FINALIZE
    When I capture 300 of it
    And I repeat the request with the same key
    Then I am notified by PAYMENT_CAPTURE
    And I am notified of nothing else

  @WHK-11 @needs:approval
  Scenario: An endpoint gets the types that it was registered for
    Given an organization of my own
    And my endpoint is registered for PAYMENT_REFUND only
    And a captured payment of 1000
    When I refund 400 of it
    Then I am notified by PAYMENT_REFUND
    And I am notified of nothing else
