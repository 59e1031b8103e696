@stage:errors
Feature: Refusals
  A refusal is for two readers: the program decides by status and reason code, and the person who asks Nopan's support
  quotes the call id.

  Nopan pages: OAS, ERR, SK-ERR

  @ERR-01
  Scenario: Each refusal has a call id of its own
    When I ask for the status of a payment that does not exist
    And I ask for the status of a payment that does not exist
    Then it is refused with status 404 and reason code "5000"
    And both refusals have a call id, and not the same

  @ERR-02
  Scenario Outline: A payment request is refused when <field> is <value>
    When I start a payment with:
      | <field> | <value> |
    Then it is refused with status 400 and reason code "4000"
    And the refusal names the field "<field>"

    Examples:
      | field                      | value   |
      | clientTransactionId        | absent  |
      | paymentDetails.amount      | 0       |
      | paymentDetails.amount      | absent  |
      | paymentDetails.currency    | absent  |
      | providerDetails.providerId | UNKNOWN |

  @ERR-03
  Scenario: A payment that does not exist is not found
    When I ask for the status of a payment that does not exist
    Then it is refused with status 404 and reason code "5000"

  @ERR-03 @needs:control
  Scenario: The payment of another organization is not found
    Given a pending payment
    And an organization of my own
    When I ask for its status
    Then it is refused with status 404 and reason code "5000"

  @ERR-04
  Scenario: A client reference is used once
    When I start a payment
    And I start a payment with the same client reference
    Then it is refused with status 409 and reason code "5001"
