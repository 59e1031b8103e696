@stage:signing
Feature: Spoilt answers
  Whoever can change an answer on its way can turn a refusal into a payment. Each answer here is spoilt by the mock in one
  way, between two sound ones that are trusted, and the client must notice it for the right reason.

  Nopan pages: RESPVAL, SIGOV, JWKS

  @needs:control
  Scenario Outline: An answer <spoilt> is not trusted
    When I start a payment three times, the second time answered <spoilt>
    Then only the second answer is not trusted, since <reason>

    @RSP-04
    Examples:
      | spoilt                                                        | reason                        |
      | without a signature                                           | its signature is missing      |
      | without a signature input                                     | its signature is missing      |
      | with a signature under another label                          | its signature is missing      |
      | with a malformed signature input                              | its signature cannot be read  |
      | with a signature input that is no list                        | its signature cannot be read  |
      | with a signature input whose components are not quoted        | its signature cannot be read  |
      | with the same signature input twice                           | its signature cannot be read  |
      | with the same signature twice                                 | its signature cannot be read  |
      | with an empty signature                                       | its signature does not verify |
      | with a signature that is text instead of bytes                | its signature cannot be read  |
      | with a signature in base64url                                 | its signature cannot be read  |
      | with a signature over a field that is not in the message      | its signature cannot be read  |
      | with a signature over a derived component that does not exist | its signature cannot be read  |
      | with a signature over the method, which no answer has         | its signature cannot be read  |
      | with a signature over a component of the request              | its signature cannot be read  |
      | with a signature over a component in capital letters          | its signature cannot be read  |
      | with a signature over one component twice                     | its signature cannot be read  |
      | with a signature that names no key                            | its signature cannot be read  |
      | with a signature that names no time                           | its signature cannot be read  |
      | with a signature whose time is text                           | its signature cannot be read  |
      | with a signature whose time is a decimal                      | its signature cannot be read  |
      | with a signature parameter that does not exist                | its signature cannot be read  |
      | with a signature that leaves out @status                      | its signature cannot be read  |
      | with a signature that leaves out content-digest               | its signature cannot be read  |
      | with a signature that leaves out content-type                 | its signature cannot be read  |
      | with a signature that leaves out content-length               | its signature cannot be read  |
      | without a digest                                              | its digest is missing         |
      | with a digest that is no structured field                     | its digest cannot be read     |
      | with a digest by MD5                                          | its digest cannot be read     |

    @RSP-03
    Examples:
      | spoilt                                                           | reason                                |
      | with a flipped content byte                                      | its digest is not that of its content |
      | with content that was written anew after signing                 | its digest is not that of its content |
      | with the digest of other content                                 | its digest is not that of its content |
      | with a digest of another algorithm than it says                  | its digest is not that of its content |
      | with a flipped signature byte                                    | its signature does not verify         |
      | with half a signature                                            | its signature does not verify         |
      | with the signature of another status                             | its signature does not verify         |
      | with a signature lifted from another answer                      | its signature does not verify         |
      | with another content type than was signed                        | its signature does not verify         |
      | with covered components in another order than they were signed   | its signature does not verify         |
      | with an invalid signature beside a valid one under another label | its signature does not verify         |

    @RSP-05
    Examples:
      | spoilt                                                       | reason                        |
      | with an unknown key id                                       | its signature does not verify |
      | with a signature by another key                              | its signature does not verify |
      | with a signature by a key on another curve                   | its signature does not verify |
      | with a signature that names another algorithm than its key's | its signature does not verify |
      | with a signature made an hour ago                            | its signature does not verify |
      | with a signature made an hour ahead                          | its signature does not verify |
      | with a signature whose time is in milliseconds               | its signature does not verify |
      | with a signature that says it has expired                    | its signature does not verify |
