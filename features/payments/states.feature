@stage:payments @needs:mocking
Feature: Life cycle
  What has been done to a payment decides what can still be done. Nopan refuses the rest and changes nothing.

  Nopan pages: OAS, LIFE

  @PAY-09
  Scenario Outline: With <a payment>, I cannot <act>
    Given <a payment>
    When I <act>
    Then it is refused with status 422 and reason code "5002"

    Examples:
      | a payment                     | act                |
      | a pending payment             | capture 100 of it  |
      | a pending payment             | refund 100 of it   |
      | a captured payment            | cancel it          |
      | an approved payment           | finalize it        |
      | an authorized payment of 1000 | capture 1001 of it |
      | a captured payment of 1000    | refund 1001 of it  |
