@stage:errors @needs:control @needs:clock
Feature: Retries of the client
  Some refusals say nothing about the payment: Nopan or a bank is busy, or an answer got lost. The client then asks again
  by itself, in a way that cannot do the work twice. All else it leaves to people, since asking again would change nothing.

  Nopan pages: IDEMP, RECUR, SK-ERR, OAS

  @RTY-01 @RTY-02 @needs:approval
  Scenario Outline: A capture is repeated when <situation>
    Given an organization of my own
    And an authorized payment of 1000
    And Nopan answers the next 2 captures with status <status> and reason code "<code>"
    When I capture 400 of it with retries
    Then the capture is APPROVED
    And the request was sent 3 times with the same key and content
    And 400 of the payment is captured

    Examples:
      | situation                            | status | code |
      | there were too many requests         | 429    | 3000 |
      | the payment is being processed       | 423    | 5003 |
      | the provider cannot be reached       | 502    | 8004 |
      | the provider does not answer in time | 504    | 8001 |

  @RTY-01 @needs:approval
  Scenario: A repeat is signed anew
    Given an organization of my own
    And an authorized payment of 1000
    And Nopan answers the next 2 captures with status 504 and reason code "8001"
    When I capture 400 of it with retries
    Then the capture is APPROVED
    And the request was sent 3 times with the same key and content
    And it was signed anew each time

  @RTY-01 @RTY-02
  Scenario: A write without a key is not repeated
    Given an organization of my own
    And Nopan answers the next start with status 502 and reason code "8004"
    When I start a payment without an idempotency key, with retries
    Then it is refused with status 502 and reason code "8004", or with status 400 and reason code "4000" where "idempotency.missingKey" is "refused"
    And the request was sent once

  @RTY-02
  Scenario: A question is repeated, too
    Given an organization of my own
    And a pending payment
    And Nopan answers the next status request with status 502 and reason code "8004"
    When I ask for its status with retries
    Then the payment is PENDING
    And the request was sent twice

  @RTY-01 @RTY-03 @needs:approval
  Scenario Outline: A capture is repeated when the connection was cut <moment> it was done
    Given an organization of my own
    And an authorized payment of 1000
    And Nopan cuts the connection <moment> it has done the next capture
    When I capture 400 of it with retries
    Then the capture is APPROVED
    And the request was sent twice with the same key and content
    And 400 of the payment is captured

    Examples:
      | moment |
      | before |
      | after  |

  @RTY-04
  Scenario Outline: A start is not repeated when <situation>
    Given an organization of my own
    And Nopan answers the next start with status <status> and reason code "<code>"
    When I start a payment with retries
    Then it is refused with status <status> and reason code "<code>"
    And the request was sent once

    Examples:
      | situation                                      | status | code |
      | the request breaks the contract                | 400    | 4000 |
      | the access token is not one                    | 401    | 4970 |
      | the signature does not verify                  | 401    | 4992 |
      | the access token does not allow it             | 403    | 4971 |
      | there is no such payment                       | 404    | 5000 |
      | the payment exists already                     | 409    | 5001 |
      | the state of the payment does not allow it     | 422    | 5002 |
      | Nopan has failed, which its support looks into | 500    | 9999 |
      | the provider does not offer it                 | 501    | 8003 |

  @RTY-04 @needs:mocking
  Scenario: A decline is not repeated
    Given an organization of my own
    And a tokenized payment
    And the payer lacks the money
    When I charge the stored credential with retries
    Then the payment is DECLINED for the reason "1000"
    And the request was sent once

  @RTY-05
  Scenario: An expired access token is replaced
    Given an organization of my own
    And a pending payment
    When the access token expires
    And I ask for its status with the access token of before, with retries
    Then it is accepted
    And a new access token was fetched and the request repeated with it

  @RTY-05
  Scenario: A new access token that is refused as well is not replaced again
    Given an organization of my own
    And Nopan answers the next 2 starts with status 401 and reason code "4061"
    When I start a payment with retries
    Then it is refused with status 401 and reason code "4061"
    And the request was sent twice with the same key and content
    And a new access token was fetched and the request repeated with it

  @RTY-06 @needs:approval
  Scenario: The client gives up in the end, and keeps the last answer
    Given an organization of my own
    And an authorized payment of 1000
    And Nopan answers the next 9 captures with status 502 and reason code "8004"
    When I capture 400 of it with retries
    Then it is refused with status 502 and reason code "8004"
    And the request was sent 5 times with the same key and content
    And the pauses grew
    And 0 of the payment is captured

  @RTY-07
  Scenario: The client waits as long as Nopan asks for
    Given an organization of my own
    And a pending payment
    And Nopan takes 1 request of mine in 1 minute
    When I ask for its status
    And I start a payment with retries
    Then the payment is PENDING
    And the request was sent twice with the same key and content
    And the pauses were as long as Nopan asked for
