@stage:payments
Feature: From nothing to a captured and refunded payment
  The way of a new integration in the order that Nopan recommends: a connection that both sides trust, a token, signatures,
  keys for safe retries, webhooks, then payments. Whoever is new here reads this first; every other feature looks at one of
  these steps more closely.

  Nopan pages: OVERVIEW, OAS, LIFE, WHOV

  @TLS-01 @TOK-01 @RSP-01 @VER-01 @IDM-01 @PAY-01 @PAY-05 @PAY-07 @needs:approval
  Scenario: An integration makes its first payment
    # The connection
    When I obtain an access token
    Then it is accepted
    And the connection used TLS 1.3 and our client certificate
    # The signature, in both directions
    When I start a payment of 1000
    Then the payment is PENDING
    And the answer is signed by Nopan
    And the request named version "${version.current}"
    # The payer, who approves with the bank or wallet
    When the payer approves it
    And I finalize it
    Then the payment is APPROVED
    And 1000 of the payment is captured
    # Money goes back
    When I refund 400 of it
    Then the refund is APPROVED
    And 1000 of the payment is captured
    And 400 of the payment is refunded
    When I ask for its history
    Then the payment is APPROVED
    And every request that changed something carried its own idempotency key

  @SIG-01
  Scenario: An integration signs what it sends
    When I start a payment
    Then the payment is PENDING
    And the signature of the request covers:
      | @authority | @method | @request-target | content-digest | content-type | content-length |

  @WHK-01 @WHK-02 @needs:webhooks @needs:approval @needs:synchronous-webhooks
  Scenario: An integration hears what became of its payment
    When I start a payment
    Then I am notified by PAYMENT_INITIATE with:
      | status | PENDING |
    When the payer approves it
    And I finalize it
    Then I am notified by PAYMENT_FINALIZE with:
      | status | APPROVED |
    And the notification is authentic
    And I am notified by PAYMENT_CAPTURE
    And the notification is authentic

  @ERR-01 @IDM-02
  Scenario: An integration copes with a refusal and with a lost answer
    When I start a payment of 0
    Then it is refused with status 400 and reason code "4000"
    And the refusal names the field "paymentDetails.amount"
    When I start a payment of 1000
    And I repeat the request with the same key
    Then both answers are the same
    And one payment was started
