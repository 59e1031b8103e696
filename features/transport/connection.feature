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
  Scenario: A connection that offers TLS 1.2 at most is refused
    When I start a payment three times, the second time over TLS 1.2
    Then only the second is refused, by TLS itself

  @TLS-03
  Scenario: A call without a client certificate is refused
    When I start a payment three times, the second time without a client certificate
    Then only the second is refused, with status 400 and reason code "4980"

  @TLS-04
  Scenario: A certificate of another authority is refused
    When I start a payment three times, the second time with a client certificate of another authority
    Then only the second is refused, with status 403 and reason code "4971"
