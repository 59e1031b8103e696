@stage:signing
Feature: Detached JWS
  One page of Nopan's names a detached JWS as the signature of requests; all others specify HTTP message signatures. No
  page says what the JWS looks like, so its header and its parameters are assumed, and none of this is mandatory.

  Nopan pages: OVERVIEW

  @SIG-09
  Scenario: A request with content is accepted with a detached JWS
    When I start a payment using a detached JWS
    Then the payment is PENDING

  @SIG-09
  Scenario: A request without content is accepted with a detached JWS
    Given a pending payment
    When I ask for its status using a detached JWS
    Then the payment is PENDING

  Scenario Outline: A payment request is refused <spoilt>
    When I start a payment three times, the second time <spoilt>
    Then only the second is refused, with status <status> and reason code "<code>"

    @SIG-10
    Examples:
      | spoilt                                                     | status | code |
      | with a detached JWS that has no parts                      | 400    | 4990 |
      | with a JWS that is not detached                            | 400    | 4990 |
      | with a detached JWS of the encoded payload                 | 400    | 4990 |
      | with a detached JWS that says its payload is encoded       | 400    | 4990 |
      | with a detached JWS that has an unknown critical parameter | 400    | 4990 |
      | with a detached JWS of algorithm none                      | 400    | 4990 |

    @SIG-10
    Examples:
      | spoilt                                                           | status | code |
      | with a detached JWS whose HMAC takes the public key for a secret | 401    | 4992 |
      | with a detached JWS that names another algorithm than its key's  | 401    | 4992 |
      | with a detached JWS by a key that nobody knows                   | 401    | 4992 |
      | with a detached JWS made an hour ago                             | 401    | 4992 |
      | with a detached JWS with a flipped byte                          | 401    | 4992 |
      | with a flipped content byte under a detached JWS                 | 401    | 4992 |

  Scenario Outline: A token request is refused <spoilt>
    When I obtain an access token three times, the second time <spoilt>
    Then only the second is refused, with status <status> and reason code "<code>"

    @SIG-10
    Examples:
      | spoilt                                                     | status | code |
      | with a detached JWS that has no parts                      | 400    | 4990 |
      | with a JWS that is not detached                            | 400    | 4990 |
      | with a detached JWS of the encoded payload                 | 400    | 4990 |
      | with a detached JWS that says its payload is encoded       | 400    | 4990 |
      | with a detached JWS that has an unknown critical parameter | 400    | 4990 |
      | with a detached JWS of algorithm none                      | 400    | 4990 |

    @SIG-10
    Examples:
      | spoilt                                                           | status | code |
      | with a detached JWS whose HMAC takes the public key for a secret | 401    | 4992 |
      | with a detached JWS that names another algorithm than its key's  | 401    | 4992 |
      | with a detached JWS by a key that nobody knows                   | 401    | 4992 |
      | with a detached JWS made an hour ago                             | 401    | 4992 |
      | with a detached JWS with a flipped byte                          | 401    | 4992 |
      | with a flipped content byte under a detached JWS                 | 401    | 4992 |

  Scenario Outline: A status request is refused <spoilt>
    Given a pending payment
    When I ask for its status three times, the second time <spoilt>
    Then only the second is refused, with status <status> and reason code "<code>"

    @SIG-10
    Examples:
      | spoilt                                                     | status | code |
      | with a detached JWS that has no parts                      | 400    | 4990 |
      | with a detached JWS of the encoded payload                 | 400    | 4990 |
      | with a detached JWS that says its payload is encoded       | 400    | 4990 |
      | with a detached JWS that has an unknown critical parameter | 400    | 4990 |
      | with a detached JWS of algorithm none                      | 400    | 4990 |

    @SIG-10
    Examples:
      | spoilt                                                           | status | code |
      | with a detached JWS whose HMAC takes the public key for a secret | 401    | 4992 |
      | with a detached JWS that names another algorithm than its key's  | 401    | 4992 |
      | with a detached JWS by a key that nobody knows                   | 401    | 4992 |
      | with a detached JWS made an hour ago                             | 401    | 4992 |
      | with a detached JWS with a flipped byte                          | 401    | 4992 |
