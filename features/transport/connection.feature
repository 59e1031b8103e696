@stage:transport
Feature: Mutual TLS
  Both sides prove who they are before anything is said: Nopan by its server certificate, the organization by a client
  certificate that Nopan's own authority has issued. A refusal counts only when the same call is accepted just before
  and just after it.

  Nopan pages: AUTH, CERT, SK-AUTH, SIGN

  @TLS-01
  Scenario: A call is made over TLS 1.3
    When I start a payment
    Then the payment is PENDING
    And the connection used TLS 1.3 and our client certificate

  @TLS-05
  Scenario: Requests are signed with a key of their own
    When I start a payment
    Then the payment is PENDING
    And the key that signed the request is not the key of the client certificate

  @TLS-02
  Scenario Outline: A connection that offers TLS 1.2 at most is refused when I <call>
    Given a pending payment
    When I <call> three times, the second time over TLS 1.2
    Then only the second is refused, by TLS itself

    Examples:
      | call                   |
      | start a payment        |
      | obtain an access token |
      | ask for its status     |

  Scenario Outline: A payment request is refused <spoilt>
    When I start a payment three times, the second time <spoilt>
    Then only the second is refused, with status <status> and reason code "<code>"

    @TLS-03
    Examples:
      | spoilt                       | status | code |
      | without a client certificate | 400    | 4980 |

    @TLS-04
    Examples:
      | spoilt                                         | status | code |
      | with a client certificate of another authority | 403    | 4971 |
      | with a self-signed client certificate          | 403    | 4971 |

    @TLS-06 @needs:control
    Examples:
      | spoilt                             | status | code |
      | with an expired client certificate | 400    | 4980 |

    @TLS-07 @needs:control
    Examples:
      | spoilt                                                | status | code |
      | with a client certificate whose CN is no organization | 403    | 4971 |

  Scenario Outline: A token request is refused <spoilt>
    When I obtain an access token three times, the second time <spoilt>
    Then only the second is refused, with status <status> and reason code "<code>"

    @TLS-03
    Examples:
      | spoilt                       | status | code |
      | without a client certificate | 400    | 4980 |

    @TLS-04
    Examples:
      | spoilt                                         | status | code |
      | with a client certificate of another authority | 403    | 4971 |
      | with a self-signed client certificate          | 403    | 4971 |

    @TLS-06 @needs:control
    Examples:
      | spoilt                             | status | code |
      | with an expired client certificate | 400    | 4980 |

    @TLS-07 @needs:control
    Examples:
      | spoilt                                                | status | code |
      | with a client certificate whose CN is no organization | 403    | 4971 |

  Scenario Outline: A status request is refused <spoilt>
    Given a pending payment
    When I ask for its status three times, the second time <spoilt>
    Then only the second is refused, with status <status> and reason code "<code>"

    @TLS-03
    Examples:
      | spoilt                       | status | code |
      | without a client certificate | 400    | 4980 |

    @TLS-04
    Examples:
      | spoilt                                         | status | code |
      | with a client certificate of another authority | 403    | 4971 |
      | with a self-signed client certificate          | 403    | 4971 |

    @TLS-06 @needs:control
    Examples:
      | spoilt                             | status | code |
      | with an expired client certificate | 400    | 4980 |

    @TLS-07 @needs:control
    Examples:
      | spoilt                                                | status | code |
      | with a client certificate whose CN is no organization | 403    | 4971 |
