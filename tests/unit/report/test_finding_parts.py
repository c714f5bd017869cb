# SPDX-FileCopyrightText: 2026 The lexbom authors
# SPDX-License-Identifier: Apache-2.0

from compliance.findings import FindingPart
from compliance.model import Component, Evidence, Inventory, Kind
from compliance.report._support.finding_parts import list_parts, name_finding
from tests.results import finding


class TestNameFinding:
    def test_a_finding_on_the_product_is_called_after_its_file(self) -> None:
        """Of what concerns the product as a whole the file says more than the product's name."""
        inventory = Inventory(Component("product", Kind.PRODUCT, "app"))
        gap = finding(1, ref="product", component="app", evidence=(Evidence("a/uv.lock"),))

        assert ["a/uv.lock", "part 2"] == [name_finding(gap, inventory), name_finding(finding(2), inventory)]


class TestListParts:
    def test_parts_are_listed_where_the_message_leaves_some_out(self) -> None:
        """A message that names each part needs no list beside it."""
        joined = (FindingPart("a", "1"), FindingPart("b", "2"), FindingPart("a", "3"))

        assert list_parts(finding(1, message="a and b: for research", joined=joined)) == ""
        assert (
            list_parts(finding(1, message="a and 1 more: no", joined=(*joined, FindingPart("zz", "4"))))
            == "a, b, zz"
        )
        assert list_parts(finding(1)) == ""
