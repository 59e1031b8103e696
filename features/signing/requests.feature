@stage:signing
Feature: Signatures of requests
  Every request carries a signature over what must not change on its way: the address, the method, the target, and the
  digest, type and length of its content. Nopan checks it before it looks at anything else that the request says. A request
  that is spoilt in one way is sent between two sound ones, and both of these must be accepted.

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

  Scenario Outline: A payment request is refused <spoilt>
    When I start a payment three times, the second time <spoilt>
    Then only the second is refused, with status <status> and reason code "<code>"

    @SIG-03
    Examples:
      | spoilt                                                        | status | code |
      | without a signature                                           | 400    | 4990 |
      | without a signature input                                     | 400    | 4990 |
      | with a malformed signature input                              | 400    | 4990 |
      | with a signature input whose components are not quoted        | 400    | 4990 |
      | with a signature input that is no list                        | 400    | 4990 |
      | with the same signature input twice                           | 400    | 4990 |
      | with the same signature twice                                 | 400    | 4990 |
      | with a signature that is text instead of bytes                | 400    | 4990 |
      | with a signature in base64url                                 | 400    | 4990 |
      | with a signature under another label                          | 400    | 4990 |
      | with a signature over a field that is not in the message      | 400    | 4990 |
      | with a signature over a derived component that does not exist | 400    | 4990 |
      | with a signature over the status, which no request has        | 400    | 4990 |
      | with a signature over a component in capital letters          | 400    | 4990 |
      | with a signature over one component twice                     | 400    | 4990 |
      | with a signature that names no key                            | 400    | 4990 |

    @SIG-04
    Examples:
      | spoilt                                           | status | code |
      | with a flipped content byte                      | 400    | 4990 |
      | with content that was written anew after signing | 400    | 4990 |
      | with the digest of other content                 | 400    | 4990 |
      | with a digest of another algorithm than it says  | 400    | 4990 |
      | with a digest by MD5                             | 400    | 4990 |
      | with a digest that is no structured field        | 400    | 4990 |
      | without a digest                                 | 400    | 4990 |

    @SIG-05
    Examples:
      | spoilt                                                               | status | code |
      | with a flipped signature byte                                        | 401    | 4992 |
      | with half a signature                                                | 401    | 4992 |
      | with a signature by another key                                      | 401    | 4992 |
      | with a signature by a key on another curve                           | 401    | 4992 |
      | with a signature by the key of the client certificate                | 401    | 4992 |
      | with the signature of another method                                 | 401    | 4992 |
      | with the signature of another path                                   | 401    | 4992 |
      | with the signature of another query                                  | 401    | 4992 |
      | with the signature for another host                                  | 401    | 4992 |
      | with a signature lifted from another request                         | 401    | 4992 |
      | with covered components in another order than they were signed       | 401    | 4992 |
      | with another content type than was signed                            | 401    | 4992 |
      | with a valid signature under another label beside ours, which is not | 401    | 4992 |

    @SIG-13
    Examples:
      | spoilt                                                       | status | code |
      | with a signature that names another algorithm than its key's | 401    | 4992 |

    @SIG-06
    Examples:
      | spoilt                                           | status | code |
      | with a signature that leaves out @authority      | 400    | 4990 |
      | with a signature that leaves out @method         | 400    | 4990 |
      | with a signature that leaves out @request-target | 400    | 4990 |
      | with a signature that leaves out content-digest  | 400    | 4990 |
      | with a signature that leaves out content-type    | 400    | 4990 |
      | with a signature that leaves out content-length  | 400    | 4990 |

    @SIG-07
    Examples:
      | spoilt                 | status | code |
      | with an unknown key id | 401    | 4992 |

    @SIG-07 @needs:control
    Examples:
      | spoilt                                       | status | code |
      | with the signing key of another organization | 401    | 4992 |

    @SIG-11 @needs:control
    Examples:
      | spoilt                              | status | code |
      | with a signing key that has expired | 401    | 4992 |

    @SIG-08
    Examples:
      | spoilt                                         | status | code |
      | with a signature made an hour ago              | 401    | 4992 |
      | with a signature made an hour ahead            | 401    | 4992 |
      | with a signature whose time is in milliseconds | 401    | 4992 |
      | with a signature that says it has expired      | 401    | 4992 |

    @SIG-08
    Examples:
      | spoilt                                   | status | code |
      | with a signature that names no time      | 400    | 4990 |
      | with a signature whose time is text      | 400    | 4990 |
      | with a signature whose time is a decimal | 400    | 4990 |

  Scenario Outline: A token request is refused <spoilt>
    When I obtain an access token three times, the second time <spoilt>
    Then only the second is refused, with status <status> and reason code "<code>"

    @SIG-03
    Examples:
      | spoilt                                                        | status | code |
      | without a signature                                           | 400    | 4990 |
      | without a signature input                                     | 400    | 4990 |
      | with a malformed signature input                              | 400    | 4990 |
      | with a signature input whose components are not quoted        | 400    | 4990 |
      | with a signature input that is no list                        | 400    | 4990 |
      | with the same signature input twice                           | 400    | 4990 |
      | with the same signature twice                                 | 400    | 4990 |
      | with a signature that is text instead of bytes                | 400    | 4990 |
      | with a signature in base64url                                 | 400    | 4990 |
      | with a signature under another label                          | 400    | 4990 |
      | with a signature over a field that is not in the message      | 400    | 4990 |
      | with a signature over a derived component that does not exist | 400    | 4990 |
      | with a signature over the status, which no request has        | 400    | 4990 |
      | with a signature over a component in capital letters          | 400    | 4990 |
      | with a signature over one component twice                     | 400    | 4990 |
      | with a signature that names no key                            | 400    | 4990 |

    @SIG-04
    Examples:
      | spoilt                                           | status | code |
      | with a flipped content byte                      | 400    | 4990 |
      | with content that was written anew after signing | 400    | 4990 |
      | with the digest of other content                 | 400    | 4990 |
      | with a digest of another algorithm than it says  | 400    | 4990 |
      | with a digest by MD5                             | 400    | 4990 |
      | with a digest that is no structured field        | 400    | 4990 |
      | without a digest                                 | 400    | 4990 |

    @SIG-05
    Examples:
      | spoilt                                                               | status | code |
      | with a flipped signature byte                                        | 401    | 4992 |
      | with half a signature                                                | 401    | 4992 |
      | with a signature by another key                                      | 401    | 4992 |
      | with a signature by a key on another curve                           | 401    | 4992 |
      | with a signature by the key of the client certificate                | 401    | 4992 |
      | with the signature of another method                                 | 401    | 4992 |
      | with the signature of another path                                   | 401    | 4992 |
      | with the signature of another query                                  | 401    | 4992 |
      | with the signature for another host                                  | 401    | 4992 |
      | with a signature lifted from another request                         | 401    | 4992 |
      | with covered components in another order than they were signed       | 401    | 4992 |
      | with another content type than was signed                            | 401    | 4992 |
      | with a valid signature under another label beside ours, which is not | 401    | 4992 |

    @SIG-13
    Examples:
      | spoilt                                                       | status | code |
      | with a signature that names another algorithm than its key's | 401    | 4992 |

    @SIG-06
    Examples:
      | spoilt                                           | status | code |
      | with a signature that leaves out @authority      | 400    | 4990 |
      | with a signature that leaves out @method         | 400    | 4990 |
      | with a signature that leaves out @request-target | 400    | 4990 |
      | with a signature that leaves out content-digest  | 400    | 4990 |
      | with a signature that leaves out content-type    | 400    | 4990 |
      | with a signature that leaves out content-length  | 400    | 4990 |

    @SIG-07
    Examples:
      | spoilt                 | status | code |
      | with an unknown key id | 401    | 4992 |

    @SIG-07 @needs:control
    Examples:
      | spoilt                                       | status | code |
      | with the signing key of another organization | 401    | 4992 |

    @SIG-11 @needs:control
    Examples:
      | spoilt                              | status | code |
      | with a signing key that has expired | 401    | 4992 |

    @SIG-08
    Examples:
      | spoilt                                         | status | code |
      | with a signature made an hour ago              | 401    | 4992 |
      | with a signature made an hour ahead            | 401    | 4992 |
      | with a signature whose time is in milliseconds | 401    | 4992 |
      | with a signature that says it has expired      | 401    | 4992 |

    @SIG-08
    Examples:
      | spoilt                                   | status | code |
      | with a signature that names no time      | 400    | 4990 |
      | with a signature whose time is text      | 400    | 4990 |
      | with a signature whose time is a decimal | 400    | 4990 |

  Scenario Outline: A status request is refused <spoilt>
    Given a pending payment
    When I ask for its status three times, the second time <spoilt>
    Then only the second is refused, with status <status> and reason code "<code>"

    @SIG-03
    Examples:
      | spoilt                                                        | status | code |
      | without a signature                                           | 400    | 4990 |
      | without a signature input                                     | 400    | 4990 |
      | with a malformed signature input                              | 400    | 4990 |
      | with a signature input whose components are not quoted        | 400    | 4990 |
      | with a signature input that is no list                        | 400    | 4990 |
      | with the same signature input twice                           | 400    | 4990 |
      | with the same signature twice                                 | 400    | 4990 |
      | with a signature that is text instead of bytes                | 400    | 4990 |
      | with a signature in base64url                                 | 400    | 4990 |
      | with a signature under another label                          | 400    | 4990 |
      | with a signature over a field that is not in the message      | 400    | 4990 |
      | with a signature over a derived component that does not exist | 400    | 4990 |
      | with a signature over the status, which no request has        | 400    | 4990 |
      | with a signature over a component in capital letters          | 400    | 4990 |
      | with a signature over one component twice                     | 400    | 4990 |
      | with a signature that names no key                            | 400    | 4990 |

    @SIG-05
    Examples:
      | spoilt                                                               | status | code |
      | with a flipped signature byte                                        | 401    | 4992 |
      | with half a signature                                                | 401    | 4992 |
      | with a signature by another key                                      | 401    | 4992 |
      | with a signature by a key on another curve                           | 401    | 4992 |
      | with a signature by the key of the client certificate                | 401    | 4992 |
      | with the signature of another method                                 | 401    | 4992 |
      | with the signature of another path                                   | 401    | 4992 |
      | with the signature of another query                                  | 401    | 4992 |
      | with the signature for another host                                  | 401    | 4992 |
      | with a signature lifted from another request                         | 401    | 4992 |
      | with covered components in another order than they were signed       | 401    | 4992 |
      | with a valid signature under another label beside ours, which is not | 401    | 4992 |

    @SIG-13
    Examples:
      | spoilt                                                       | status | code |
      | with a signature that names another algorithm than its key's | 401    | 4992 |

    @SIG-06
    Examples:
      | spoilt                                           | status | code |
      | with a signature that leaves out @authority      | 400    | 4990 |
      | with a signature that leaves out @method         | 400    | 4990 |
      | with a signature that leaves out @request-target | 400    | 4990 |

    @SIG-07
    Examples:
      | spoilt                 | status | code |
      | with an unknown key id | 401    | 4992 |

    @SIG-07 @needs:control
    Examples:
      | spoilt                                       | status | code |
      | with the signing key of another organization | 401    | 4992 |

    @SIG-11 @needs:control
    Examples:
      | spoilt                              | status | code |
      | with a signing key that has expired | 401    | 4992 |

    @SIG-08
    Examples:
      | spoilt                                         | status | code |
      | with a signature made an hour ago              | 401    | 4992 |
      | with a signature made an hour ahead            | 401    | 4992 |
      | with a signature whose time is in milliseconds | 401    | 4992 |
      | with a signature that says it has expired      | 401    | 4992 |

    @SIG-08
    Examples:
      | spoilt                                   | status | code |
      | with a signature that names no time      | 400    | 4990 |
      | with a signature whose time is text      | 400    | 4990 |
      | with a signature whose time is a decimal | 400    | 4990 |

  @SIG-13
  Scenario: A payment request is refused with a signature parameter that does not exist
    When I start a payment three times, the second time with a signature parameter that does not exist
    Then only the second is refused, with status 400 and reason code "4990", unless "signature.unknownParameters" is "accepted"

  @SIG-13
  Scenario: A token request is refused with a signature parameter that does not exist
    When I obtain an access token three times, the second time with a signature parameter that does not exist
    Then only the second is refused, with status 400 and reason code "4990", unless "signature.unknownParameters" is "accepted"

  @SIG-13
  Scenario: A status request is refused with a signature parameter that does not exist
    Given a pending payment
    When I ask for its status three times, the second time with a signature parameter that does not exist
    Then only the second is refused, with status 400 and reason code "4990", unless "signature.unknownParameters" is "accepted"
