@stage:errors
Feature: Requests that cannot be read
  Whatever arrives, the answer is one that a program can read: the same envelope, whether the content was no JSON, too much,
  of another kind, or meant for something that does not exist.

  Nopan pages: OAS, ERR

  @ERR-06
  Scenario Outline: Content that is <what> is refused
    When I start a payment with the content "<content>"
    Then it is refused with status 400 and reason code "4000"
    When I start a payment
    Then the payment is PENDING

    Examples:
      | what                | content  |
      | cut off             | {        |
      | no JSON             | amount=1 |
      | a list              | []       |
      | a number            | 17       |

  @ERR-14
  Scenario Outline: Content of the media type <type> is refused
    When I start a payment as "<type>"
    Then it is rejected with the error "unsupportedMediaType"
    When I start a payment as "application/json"
    Then the payment is PENDING

    Examples:
      | type       |
      | text/plain |
      | text/xml   |

  @ERR-13
  Scenario: Too much content is refused
    When I start a payment with 2048 KiB of content
    Then it is rejected with the error "tooLarge"

  @ERR-05
  Scenario: What Nopan does not have is not found
    When I ask for something that Nopan does not have
    Then it is rejected with the error "unknownRoute"

  @ERR-05
  Scenario: What can only be sent cannot be asked for
    When I ask for what can only be sent
    Then it is rejected with the error "methodNotAllowed"
