"""A few days of invented reporting: one strike in rival accounts, another one on the next day, talks, a denial."""

from tests.analysis.drafts import Told, archived

OBSERVATORY = archived(
    "n1",
    "قتلى في غارة على مطار الشعيرات\nقال المرصد السوري إن غارة جوية استهدفت مطار الشعيرات جنوب شرق حمص فجر السبت، "
    "وقتل فيها 12 عنصرا من الجيش السوري.\nولم يعرف بعد من نفذ الهجوم على المطار العسكري.",
    (Told("ASSAULT", "غارة جوية", "غارة جوية استهدفت مطار الشعيرات", date="2017-04-08", place="مطار الشعيرات",
          recipient=("الجيش السوري",), claimed_by=("المرصد السوري",), mode="aerial",
          figures=(("12 عنصرا", "killed", 12, 12),)),),
)  # fmt: skip
MINISTRY = archived(
    "n2",
    "موسكو: الضربة على مطار الشعيرات أوقعت مئتي قتيل\nأعلنت وزارة الدفاع الروسية أن غارة استهدفت السبت مطار الشعيرات "
    "العسكري قرب حمص وأسفرت عن مقتل 200 شخص على الأقل من الجيش السوري.",
    (Told("ASSAULT", "غارة", "غارة استهدفت السبت مطار الشعيرات", date="2017-04-08", place="مطار الشعيرات",
          recipient=("الجيش السوري",), claimed_by=("وزارة الدفاع الروسية",), mode="aerial",
          figures=(("200 شخص", "killed", 200, None),)),),
    outlet="المرقب",
)  # fmt: skip
REPEATED = archived(
    "n3",
    "ما نعرفه عن غارة مطار الشعيرات\nبعد يوم من غارة جوية استهدفت السبت مطار الشعيرات قرب حمص قال المرصد السوري إن "
    "حصيلة القتلى في صفوف الجيش السوري بلغت 12 عنصرا.",
    (Told("ASSAULT", "غارة جوية", "غارة جوية استهدفت السبت مطار الشعيرات", date="2017-04-08", place="مطار الشعيرات",
          recipient=("الجيش السوري",), claimed_by=("المرصد السوري",), mode="aerial",
          figures=(("12 عنصرا", "killed", 12, 12),)),),
    outlet="النهار الجديد", published="2017-04-09",
)  # fmt: skip
NEXT_DAY = archived(
    "n4",
    "قصف مدفعي على دوما\nقتل ثلاثة مدنيين الأحد في قصف مدفعي نفذه الجيش السوري على سوق في دوما بحسب المرصد السوري.",
    (Told("ASSAULT", "قصف مدفعي نفذه", "قصف مدفعي نفذه الجيش السوري على سوق في دوما", date="2017-04-09", place="دوما",
          actor=("الجيش السوري",), claimed_by=("المرصد السوري",), mode="heavy-weapons",
          figures=(("ثلاثة مدنيين", "killed", 3, 3),)),),
    outlet="المرقب", published="2017-04-09",
)  # fmt: skip
TALKS = archived(
    "n5",
    "جولة جديدة في أستانة\nتنطلق في أستانة في الثالث من أيار جولة رابعة من المحادثات بمشاركة وزارة الدفاع الروسية.",
    (Told("CONSULT", "جولة رابعة", "جولة رابعة من المحادثات", date="2017-05-03", place="أستانة", status="planned",
          actor=("وزارة الدفاع الروسية",), series="Astana process", ordinal=4, mode="multilateral"),),
    outlet="الصباح",
)  # fmt: skip
TALKS_HELD = archived(
    "n6",
    "ختام محادثات أستانة\nاختتمت في أستانة أمس الجولة الرابعة من المحادثات بحضور وفد من وزارة الدفاع الروسية.",
    (Told("CONSULT", "الجولة الرابعة", "الجولة الرابعة من المحادثات", date="2017-05-03/2017-05-04", place="أستانة",
          actor=("وزارة الدفاع الروسية",), series="Astana process", ordinal=4, mode="multilateral"),),
    outlet="المرقب", published="2017-05-05",
)  # fmt: skip
YEMEN = archived(
    "n7",
    "غارات على الحديدة\nشن التحالف العربي السبت غارات جوية على مواقع يسيطر عليها الحوثيون قرب ميناء الحديدة.",
    (Told("ASSAULT", "غارات جوية", "غارات جوية على مواقع", date="2017-04-08", place="الحديدة",
          actor=("التحالف العربي",), recipient=("الحوثيون",), mode="aerial"),),
)  # fmt: skip
STORIES = (OBSERVATORY, MINISTRY, REPEATED, NEXT_DAY, TALKS, TALKS_HELD, YEMEN)
STRIKE = (("n1", "e1"), ("n2", "e1"), ("n3", "e1"))
ROUND = (("n5", "e1"), ("n6", "e1"))
