@stage:mocking
Feature: Arranged outcomes
  In the sandbox nobody holds a phone in the hand: what the payer and the scheme would do is arranged beforehand, for one
  payment or for all payments of a payer. What can be arranged can be tested, in every build.

  Nopan pages: MOCK, OAS, SK-TEST

  @MOK-01 @needs:mocking
  Scenario: One payment is declined, and the next is not
    Given the start of the next payment will be DECLINED
    When I start a payment
    Then the payment is DECLINED
    When I start a payment
    Then the payment is PENDING

  @MOK-02 @needs:mocking
  Scenario: Every payment of a payer is declined
    Given the start will be DECLINED for the reason "1000"
    When I start a payment
    Then the payment is DECLINED
    When I start a payment
    Then the payment is DECLINED
    When I start a payment with:
      | payerDetails.payerId | ${unique.otherPayer} |
    Then the payment is PENDING

  @MOK-03 @needs:mocking
  Scenario Outline: The <step> is <status> for a reason of its own
    Given <a payment>
    And the <step> will be <status> for the reason "<reason>"
    When I <call>
    Then the payment is <status> for the reason "<reason>"

    Examples:
      | a payment             | step         | call                         | status   | reason |
      | a pending payment     | start        | start a payment              | PENDING  | 1101   |
      | a pending payment     | start        | start a payment              | DECLINED | 1102   |
      | a pending payment     | finalization | finalize it                  | PENDING  | 1103   |
      | a pending payment     | finalization | finalize it                  | APPROVED | 1104   |
      | a pending payment     | finalization | finalize it                  | DECLINED | 1105   |
      | an authorized payment | capture      | capture 100 of it            | APPROVED | 1106   |
      | an authorized payment | capture      | capture 100 of it            | DECLINED | 1107   |
      | a pending payment     | cancellation | cancel it                    | CANCELED | 1108   |
      | an authorized payment | cancellation | cancel it                    | DECLINED | 1109   |
      | a captured payment    | refund       | refund 100 of it             | ACCEPTED | 1110   |
      | a captured payment    | refund       | refund 100 of it             | APPROVED | 1111   |
      | a captured payment    | refund       | refund 100 of it             | DECLINED | 1112   |
      | a tokenized payment   | charge       | charge the stored credential | APPROVED | 1113   |
      | a tokenized payment   | charge       | charge the stored credential | DECLINED | 1114   |

  @MOK-04 @needs:mocking
  Scenario: What was arranged for once is used once
    Given an authorized payment of 1000
    And the capture will be DECLINED for the reason "1000", once
    When I capture 100 of it
    Then the capture is DECLINED
    When I capture 100 of it
    Then the capture is APPROVED

  @MOK-05 @needs:mocking
  Scenario: A payer without money is without money, whatever the steps say
    Given the payer lacks the money, whatever the finalization would be
    When I start a payment
    And the payer approves it
    And I finalize it
    Then the payment is DECLINED for the reason "1000"

  @MOK-06 @needs:mocking
  Scenario Outline: An arrangement is refused when <field> is <value>
    Given a pending payment
    When I arrange an outcome with:
      | <field> | <value> |
    Then it is refused with status 400 and reason code "4000"
    And the refusal names the field "<named>"

    Examples:
      | field                         | value    | named                         |
      | type                          | PRETEND  | type                          |
      | key.type                      | PHONE    | key.type                      |
      | key.value                     | absent   | key.value                     |
      | scenario                      | RICH     | scenario                      |
      | steps.captureStep.status      | CANCELED | steps.captureStep.status      |

  @MOK-07 @needs:mocking @needs:approve
  Scenario: With pass-through, the payment waits for its payer
    Given the payer decides, and has the money
    When I start a payment
    And I finalize it
    Then the payment is PENDING
    When the payer approves it
    And I finalize it
    Then the payment is APPROVED

  @MOK-08 @needs:approve
  Scenario Outline: <a payment> cannot be approved in the payer's place
    Given <a payment>
    When I approve it in the payer's place
    Then it is refused with status 422 and reason code "5002"

    Examples:
      | a payment           |
      | an approved payment |
      | a canceled payment  |

    @needs:mocking
    Examples:
      | a payment           |
      | a declined payment  |

  @MOK-09 @needs:mocking
  Scenario: What was arranged for a payment outweighs what was arranged for its payer
    Given the start will be DECLINED for the reason "1000"
    And the start of the next payment will be PENDING
    When I start a payment
    Then the payment is PENDING
