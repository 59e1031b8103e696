@stage:transport
Feature: Renewed credentials
  Certificates and signing keys live for a year. Whoever renews them in time goes on as before, with the same payments.

  Nopan pages: CERT, SIGN

  @TLS-08 @needs:control
  Scenario: A payment goes on after the credentials were renewed
    Given an organization of my own
    When I start a payment
    And my client certificate and my signing key are renewed
    And I ask for its status
    Then the payment is PENDING
    And the connection used TLS 1.3 and our client certificate
