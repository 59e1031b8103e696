@stage:idempotency @needs:control
Feature: Interruptions
  When a connection breaks, or an answer tells no outcome, nobody knows whether the work was done. The same request with the
  same key finds out, and has it done once: not twice, and not never.

  Nopan pages: IDEMP, ERR

  @IDM-05
  Scenario Outline: A payment is started once when the connection was cut <moment> that
    Given an organization of my own
    And Nopan cuts the connection <moment> it has done the next start
    When I start a payment
    Then the connection was cut
    When I repeat the request with the same key
    Then the payment is PENDING
    When I start a payment with the same client reference
    Then it is refused with status 409 and reason code "5001"

    Examples:
      | moment |
      | before |
      | after  |

  @IDM-05 @needs:approval
  Scenario Outline: A payment is finalized once when the connection was cut <moment> that
    Given an organization of my own
    And a pending payment of 1000
    And Nopan cuts the connection <moment> it has done the next finalization
    When the payer approves it
    And I finalize it
    Then the connection was cut
    When I repeat the request with the same key
    Then the payment is APPROVED
    And 1000 of the payment is captured
    And 1 capture is in its history

    Examples:
      | moment |
      | before |
      | after  |

  @IDM-05 @needs:approval
  Scenario Outline: An amount is captured once when the connection was cut <moment> that
    Given an organization of my own
    And an authorized payment of 1000
    And Nopan cuts the connection <moment> it has done the next capture
    When I capture 400 of it
    Then the connection was cut
    When I repeat the request with the same key
    Then the capture is APPROVED
    And 400 of the payment is captured
    And 1 capture is in its history

    Examples:
      | moment |
      | before |
      | after  |

  @IDM-05 @needs:approval
  Scenario Outline: An amount is refunded once when the connection was cut <moment> that
    Given an organization of my own
    And a captured payment of 1000
    And Nopan cuts the connection <moment> it has done the next refund
    When I refund 400 of it
    Then the connection was cut
    When I repeat the request with the same key
    Then the refund is APPROVED
    And 400 of the payment is refunded
    And 1 refund is in its history

    Examples:
      | moment |
      | before |
      | after  |

  @IDM-05 @needs:approval
  Scenario Outline: A stored credential is charged once when the connection was cut <moment> that
    Given an organization of my own
    And a tokenized payment
    And Nopan cuts the connection <moment> it has done the next charge
    When I charge the stored credential
    Then the connection was cut
    When I repeat the request with the same key
    Then the payment is APPROVED
    And 1 capture is in its history
    When I charge the stored credential with the same client reference
    Then it is refused with status 409 and reason code "5001"

    Examples:
      | moment |
      | before |
      | after  |

  @IDM-05 @needs:approval
  Scenario Outline: A payment is canceled when the connection was cut <moment> that
    Given an organization of my own
    And an authorized payment
    And Nopan cuts the connection <moment> it has done the next cancellation
    When I cancel it
    Then the connection was cut
    When I repeat the request with the same key
    Then the payment is CANCELED
    When I ask for its status
    Then the payment is CANCELED

    Examples:
      | moment |
      | before |
      | after  |

  @IDM-05 @needs:approval
  Scenario: Repeats get lost as well, and the amount is still captured once
    Given an organization of my own
    And an authorized payment of 1000
    And Nopan cuts the connection before it has done the next 3 captures
    When I capture 400 of it
    And I repeat the request with the same key
    And I repeat the request with the same key
    Then the connection was cut
    When I repeat the request with the same key
    Then the capture is APPROVED
    And 400 of the payment is captured
    And 1 capture is in its history

  @IDM-05 @needs:approval
  Scenario: An effect that was not told does not stay unknown
    Given an organization of my own
    And an authorized payment of 1000
    And Nopan does the next capture, but answers with status 504 and reason code "8001"
    When I capture 400 of it
    Then it is refused with status 504 and reason code "8001"
    When I repeat the request with the same key
    Then the capture is APPROVED
    And 400 of the payment is captured
    And 1 capture is in its history

  @IDM-06 @needs:approval
  Scenario Outline: The key of a capture can be used again when <situation>
    Given an organization of my own
    And an authorized payment of 1000
    And Nopan answers the next capture with status <status> and reason code "<code>"
    When I capture 400 of it
    Then it is refused with status <status> and reason code "<code>"
    And 0 of the payment is captured
    When I repeat the request with the same key
    Then the capture is APPROVED
    And 400 of the payment is captured
    And 1 capture is in its history

    Examples:
      | situation                            | status | code |
      | the payment is being processed       | 423    | 5003 |
      | there were too many requests         | 429    | 3000 |
      | Nopan has failed                     | 500    | 9999 |
      | the provider cannot be reached       | 502    | 8004 |
      | the provider does not answer in time | 504    | 8001 |
