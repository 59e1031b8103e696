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
      | field                      | value     |
      | processingAccountId        | absent    |
      | clientTransactionId        | absent    |
      | returnUrl                  | absent    |
      | transactionType            | absent    |
      | transactionType            | SOMETIMES |
      | paymentDetails             | absent    |
      | paymentDetails.amount      | 0         |
      | paymentDetails.amount      | -100      |
      | paymentDetails.amount      | 10.50     |
      | paymentDetails.amount      | absent    |
      | paymentDetails.currency    | absent    |
      | paymentDetails.currency    | euros     |
      | paymentDetails.country     | absent    |
      | paymentDetails.description | absent    |
      | providerDetails            | absent    |
      | providerDetails.providerId | UNKNOWN   |
      | payerDetails.payerId       | absent    |

  @ERR-02
  Scenario Outline: A request to <call> is refused when <field> is <value>
    Given <a payment>
    When I <call> with:
      | <field> | <value> |
    Then it is refused with status 400 and reason code "4000"
    And the refusal names the field "<field>"

    Examples:
      | a payment             | call                         | field                      | value  |
      | a pending payment     | finalize it                  | transactionId              | absent |
      | a pending payment     | cancel it                    | clientTransactionId        | absent |

    @needs:approval
    Examples:
      | a payment             | call                         | field                      | value  |
      | an authorized payment | capture 100 of it            | paymentDetails.amount      | 0      |
      | an authorized payment | capture 100 of it            | clientTransactionId        | absent |
      | a captured payment    | refund 100 of it             | paymentDetails.amount      | -1     |
      | a captured payment    | refund 100 of it             | paymentDetails.description | absent |
      | a tokenized payment   | charge the stored credential | paymentDetails.currency    | absent |
      | a tokenized payment   | charge the stored credential | payerDetails.payerId       | absent |

  @ERR-10
  Scenario: A member that the contract does not know is refused
    When I start a payment with:
      | surprise | true |
    Then it is refused with status 400 and reason code "4000", unless "requests.unknownMembers" allows "accepted"
    And the refusal, if it is one, names the field "surprise"

  @ERR-03
  Scenario: A payment that does not exist is not found
    When I ask for the status of a payment that does not exist
    Then it is refused with status 404 and reason code "5000"

  @ERR-03
  Scenario Outline: Nothing can be done with a payment that does not exist: <call>
    Given <a payment>
    When I <call> with:
      | transactionId | ${unique.payment} |
    Then it is refused with status 404 and reason code "5000"

    Examples:
      | a payment             | call              |
      | a pending payment     | finalize it       |
      | a pending payment     | cancel it         |

    @needs:approval
    Examples:
      | a payment             | call              |
      | an authorized payment | capture 100 of it |
      | a captured payment    | refund 100 of it  |

  @ERR-03 @needs:control
  Scenario Outline: The payment of another organization is not found: <call>
    Given a pending payment
    And an organization of my own
    When I <call>
    Then it is refused with status 404 and reason code "5000"

    Examples:
      | call                |
      | ask for its status  |
      | ask for its history |
      | finalize it         |
      | cancel it           |

  @ERR-01 @ERR-04
  Scenario: A client reference is used once
    When I start a payment
    And I start a payment with the same client reference
    Then it is refused with status 409 and reason code "5001"
    And the refusal has a message and a call id

  @ERR-04 @needs:approval
  Scenario: A client reference is charged once
    Given a tokenized payment
    When I charge the stored credential
    And I charge the stored credential with the same client reference
    Then it is refused with status 409 and reason code "5001"

  @ERR-07
  Scenario: The processing account of another organization is refused
    When I start a payment with:
      | processingAccountId | ${unique.account} |
    Then it is refused with status 403 and reason code "4971"
