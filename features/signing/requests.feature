@stage:signing
Feature: Signatures of requests
  Every request carries a signature over what must not change on its way: the address, the method, the target, and the
  digest, type and length of its content. Nopan checks it before it looks at anything else that the request says.

  Nopan pages: UNDERSTAND, SIGN, SIGOV, SK-ERR

  @SIG-01
  Scenario: A signed request with content is accepted
    When I start a payment
    Then the payment is PENDING
    And the signature of the request covers:
      | @authority      |
      | @method         |
      | @request-target |
      | content-digest  |
      | content-type    |
      | content-length  |

  @SIG-02
  Scenario: A signed request without content is accepted
    Given a pending payment
    When I ask for its status
    Then the payment is PENDING
    And the signature of the request covers:
      | @authority      |
      | @method         |
      | @request-target |

  @SIG-03
  Scenario Outline: A request is refused <spoilt>
    When I start a payment three times, the second time <spoilt>
    Then only the second is refused, with status 400 and reason code "4990"

    Examples:
      | spoilt                           |
      | without a signature              |
      | without a signature input        |
      | with a malformed signature input |

  @SIG-04
  Scenario Outline: A request is refused <spoilt>
    When I start a payment three times, the second time <spoilt>
    Then only the second is refused, with status 400 and reason code "4990"

    Examples:
      | spoilt                           |
      | with a flipped content byte      |
      | with the digest of other content |
      | without a digest                 |

  @SIG-05
  Scenario Outline: A request is refused <spoilt>
    When I start a payment three times, the second time <spoilt>
    Then only the second is refused, with status 401 and reason code "4992"

    Examples:
      | spoilt                               |
      | with a flipped signature byte        |
      | with a signature by another key      |
      | with the signature of another method |
      | with the signature of another path   |
      | with the signature for another host  |

  @SIG-06
  Scenario Outline: A request is refused with a signature that leaves out <component>
    When I start a payment three times, the second time with a signature that leaves out <component>
    Then only the second is refused, with status 400 and reason code "4990"

    Examples:
      | component       |
      | @authority      |
      | @method         |
      | @request-target |
      | content-digest  |
      | content-type    |
      | content-length  |

  @SIG-07
  Scenario: A request is refused with an unknown key id
    When I start a payment three times, the second time with an unknown key id
    Then only the second is refused, with status 401 and reason code "4992"

  @SIG-08
  Scenario Outline: A request is refused <spoilt>
    When I start a payment three times, the second time <spoilt>
    Then only the second is refused, with status 401 and reason code "4992"

    Examples:
      | spoilt                              |
      | with a signature made an hour ago   |
      | with a signature made an hour ahead |
