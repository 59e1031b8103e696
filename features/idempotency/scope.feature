@stage:idempotency
Feature: How far a key reaches
  A key belongs to one request of one organization. It must not stop another operation, let alone show an organization the
  answer of another one.

  Nopan pages: IDEMP

  @IDM-08 @needs:control
  Scenario: Another organization starts its own payment under the same key
    When I start a payment
    Given an organization of my own
    When I start a payment with the idempotency key of before
    Then the payment is PENDING
    And two payments were started

  @IDM-09 @needs:approval
  Scenario: A capture and a refund under the same key are both done
    Given an authorized payment of 1000
    When I capture 600 of it
    And I refund 100 of it with the idempotency key of before
    Then it is accepted, or refused with status 409 and reason code "3001" where "idempotency.scope" is "organization"
    And 600 of the payment is captured
    And 100 of the payment is refunded, or 0 where "idempotency.scope" is "organization"

  @IDM-10 @needs:approval
  Scenario: A capture is done once, whichever access token its repetition carries
    Given an authorized payment of 1000
    When I capture 600 of it
    And I repeat the request with the same key under a new access token
    Then both answers are the same
    And 600 of the payment is captured
    And 1 capture is in its history

  @IDM-10
  Scenario: A payment is started once, whichever access token its repetition carries
    When I start a payment
    And I repeat the request with the same key under a new access token
    Then both answers are the same
    And one payment was started

  @IDM-03
  Scenario: A start is not repeated with another amount
    When I start a payment of 1000
    And I repeat the request with the same key, but with:
      | paymentDetails.amount | 999 |
    Then it is rejected with the error "idempotencyConflict"

  @IDM-03 @needs:approval
  Scenario: A refund is not repeated with another amount
    Given a captured payment of 1000
    When I refund 400 of it
    And I repeat the request with the same key, but with:
      | paymentDetails.amount | 600 |
    Then it is rejected with the error "idempotencyConflict"
    And 400 of the payment is refunded

  @IDM-11 @needs:approval
  Scenario: Two captures without a key are two captures
    Given an authorized payment of 1000
    When I capture 300 of it without an idempotency key
    And I capture 300 of it without an idempotency key
    Then it is accepted, or refused with status 400 and reason code "4000" where "idempotency.missingKey" is "refused"
    And 600 of the payment is captured, or 0 where "idempotency.missingKey" is "refused"

  @IDM-12
  Scenario Outline: A payment is not started <manner>
    When I start a payment <manner>
    Then it is refused with status 400 and reason code "4000"
    And the refusal names the field "${idempotency.header}"

    Examples:
      | manner                                     |
      | with the idempotency key ""                |
      | with an idempotency key that is too long   |
      | with an idempotency key of 5000 characters |

  @IDM-12
  Scenario: A key may be long
    When I start a payment with the longest idempotency key
    Then the payment is PENDING
