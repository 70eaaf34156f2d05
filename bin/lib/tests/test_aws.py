import unittest

from local.aws import Keys, authorization

# The keys, the time and the signatures of AWS' own test suite for Signature Version 4.
KEYS = Keys("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
HEADERS = {"Host": "example.amazonaws.com", "X-Amz-Date": "20150830T123600Z"}


def signature(method, path, query, headers, body=b""):
    signed = authorization(method, path, query, headers, body, KEYS, "us-east-1", "service")
    return signed.rsplit("Signature=", 1)[1]


class Signing(unittest.TestCase):
    def test_get_vanilla(self):
        self.assertEqual(
            "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
            signature("GET", "/", "", HEADERS),
        )

    def test_get_vanilla_query_order_key_case(self):
        self.assertEqual(
            "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
            signature("GET", "/", "Param1=value1&Param2=value2", HEADERS),
        )

    def test_post_header_key_sort(self):
        self.assertEqual(
            "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c",
            signature("POST", "/", "", HEADERS | {"My-Header1": "value1"}),
        )

    def test_headers_are_named_in_order(self):
        signed = authorization(
            "POST", "/", "", {"X-Amz-Target": "t"} | HEADERS, b"{}", KEYS, "eu-west-1", "states"
        )
        self.assertIn("AKIDEXAMPLE/20150830/eu-west-1/states/aws4_request", signed)
        self.assertIn("SignedHeaders=host;x-amz-date;x-amz-target,", signed)
