"""Options that come from international lists: languages, countries, times of day.

Their labels are not written here: `forms.texts.option_label` asks Babel for the name in the chosen language.
"""

from __future__ import annotations

from typing import Final

from caselink.forms.schema import Option
from caselink.i18n import N_

_LANGUAGES: Final = """
fr nl en de es pt it ar ary arq aeb arz kab rif shi zgh tr ku ckb fa ps ur pa hi bn ta te si ne gu ml so am ti om aa
sw rw rn ln kg lua wo ff bm dyu snk man sus mos ha yo ig ee ak tw fon ewo gaa sg mg swb kea ht pap srn qu ro bg ru uk
be pl lt lv et sq sr hr bs mk sl cs sk hu el hy ka az ce uz kk ky tg tk mn ug bo zh yue vi th km lo my id ms fil ja ko
he rom syr lb da sv nb fi is mt ca
"""
"""ISO 639 codes of what is spoken by those who come, the offices' own languages first."""

_COUNTRIES: Final = """
ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv bw by bz ca cc
cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh er es et fi fj fk fm fo fr ga gb gd
ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh
ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw
mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc
sd se sg sh si sj sk sl sm sn so sr ss st sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug um us uy
uz va vc ve vg vi vn vu wf ws xk ye yt za zm zw
"""
"""ISO 3166 alpha-2, and `xk` for Kosovo as Unicode writes it."""

LANGUAGE_OPTIONS: Final = (
    *(Option(code, "") for code in _LANGUAGES.split()),
    Option("prs", N_("dari")),
    Option("ber", N_("langue amazighe (autre)")),
    Option("other", N_("autre langue")),
)
"""For fields with `option_names="language"`."""

COUNTRIES: Final = tuple(Option(code, "") for code in _COUNTRIES.split())
"""For fields with `option_names="country"` that ask for a place."""

COUNTRY_OPTIONS: Final = (*COUNTRIES, Option("stateless", N_("apatride")))
"""For fields with `option_names="country"` that ask where somebody is from."""

TIME_OPTIONS: Final = tuple(Option(f"h{hour:02d}{minute:02d}", "") for hour in range(24) for minute in (0, 30))
"""Every half hour of a day, for fields with `option_names="time"`; `forms.texts.time_of` reads an id as a time."""
