@stage:signing
Feature: Signatures of answers
  Nopan signs every answer with the key of its environment and publishes the public half. An integration that does not
  verify the answers cannot tell Nopan from somebody on the way.

  Nopan pages: RESPVAL, SIGOV, JWKS

  @RSP-01
  Scenario: The key that Nopan signs with is published
    When I fetch Nopan's public keys
    Then it is accepted
    And the answer is signed with one of these keys

  @RSP-01
  Scenario: The answer to a payment is signed
    When I start a payment
    Then the payment is PENDING
    And the answer is signed by Nopan

  @RSP-02
  Scenario: The answer to a token request is signed
    When I obtain an access token
    Then it is accepted
    And the answer is signed by Nopan

  @RSP-02
  Scenario: A refusal is signed
    When I start a payment with:
      | paymentDetails.amount | 0 |
    Then it is refused with status 400 and reason code "4000"
    And the answer is signed by Nopan

  @RSP-03
  Scenario Outline: An answer with another <part> is not trusted
    When I start a payment
    Then the payment is PENDING
    And the answer is signed by Nopan
    But the same answer with another <part> is not

    Examples:
      | part      |
      | status    |
      | body      |
      | signature |

  @RSP-06 @needs:control @needs:clock
  Scenario: Published keys are used for a day and then fetched again
    Given an organization of my own
    When I start a payment
    And 23 hours pass
    And I start a payment
    Then the answer is signed by Nopan
    And Nopan's keys were fetched once
    When 61 minutes pass
    And I start a payment
    Then the answer is signed by Nopan
    And Nopan's keys were fetched twice
