@stage:versioning
Feature: Version of the API
  A version that is named cannot change under a running integration.

  Nopan pages: VERS

  @VER-01
  Scenario: A request names its version
    When I start a payment
    Then the payment is PENDING
    And the request named version "${version.current}"

  @VER-02
  Scenario: A request without a version is served by the latest one
    When I start a payment without a version
    Then the payment is PENDING

  @VER-03
  Scenario: A malformed version is refused
    When I start a payment for version "latest"
    Then it is refused with status 400 and reason code "4000"
    When I start a payment for version "${version.current}"
    Then the payment is PENDING

  @VER-03
  Scenario Outline: The version <version> is refused
    When I start a payment for version "<version>"
    Then it is refused with status 400 and reason code "4000"

    Examples:
      | version |
      | 0       |
      | 1.0     |
      | v0.1    |

  @VER-04
  Scenario: Another minor version is served
    When I start a payment for version "0.2"
    Then the payment is PENDING
