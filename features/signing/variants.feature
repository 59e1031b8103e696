@stage:signing
Feature: Digests and keys
  The digest of the content may be a longer one, and every answer tells the key that it was signed with.

  Nopan pages: RESPVAL, JWKS

  @SIG-12
  Scenario Outline: A payment is started with the digest <digest>
    When I start a payment with the digest "<digest>"
    Then the payment is PENDING

    Examples:
      | digest  |
      | sha-384 |
      | sha-512 |

  @RSP-07
  Scenario: The key id of an answer names the sandbox
    When I start a payment
    Then the payment is PENDING
    And the answer is signed with the key "nopan-sandbox"

  @RSP-08
  Scenario: The published keys can be used as they are
    When I fetch Nopan's public keys
    Then the answer has:
      | keys.0.kid |
      | keys.0.kty |
      | keys.0.crv |
      | keys.0.x   |
      | keys.0.y   |
