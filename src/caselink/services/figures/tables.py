"""Tables in words, as window and commands show them."""

from __future__ import annotations

from caselink.documents.charts import cell_text, chart_picture
from caselink.figures.wording import WordedTable

__all__ = ["WordedTable", "cell_text", "chart_picture"]
