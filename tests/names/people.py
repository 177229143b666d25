"""Invented people, as an office would list and meet them: the same one written otherwise, and others who are not.

Eight scripts: Latin, Cyrillic, Arabic, Greek, Chinese, Hebrew, Devanagari, Ethiopic; some Georgian and Korean too.
"""

from __future__ import annotations

_SAME = """
Yanis Tahiri = Янис Тахири | Таири Янис | Γιάννης Ταχίρι | يانيس طاهري | M. Yannis TAHIRI | Tahiry Yanis
Mohamed Alaoui = محمد العلوي | Мохамед Алауи | Mohammed El Alaoui | Muhammad Alawi | מוחמד אלאווי | Μοχάμεντ Αλάουι
Karim Haddad = كريم حداد | Карим Хаддад | Καρίμ Χαντάντ | Karim Hadad | HADDAD, Karim | K. Haddad | Kareem Haddad
Youssef Benali = يوسف بن علي | Юссеф Бенали | Yusuf Ben Ali | Yousef Benaly | Γιουσέφ Μπεναλί | Benali (Youssef)
Abdelkader Mansouri = عبد القادر منصوري | Абделькадер Мансури | Abd el Kader Mansouri | Abdelkadir Mansuri
Rachid Bouzidi = رشيد بوزيدي | Рашид Бузиди | Rashid Bouzidi | Ρασίντ Μπουζίντι | Rachid Bouzidy
Khalid Chraibi = خالد شرايبي | Халид Шрайби | Khaled Chraïbi | Halid Chraibi
Hassan Cherkaoui = حسن الشرقاوي | Хассан Шеркауи | Hasan Cherkaoui | Hassane Sherkawi
Nadir Yildiz = نادر يلدز | Надир Йылдыз | Nadir Yıldız | NADIR YILDIZ
Ferit Aksoy = Ферит Аксой | Ferid Aksoy | M. Aksoy | فريت أكسوي
Sergueï Chtcherbakov = Сергей Щербаков | Sergey Shcherbakov | Sergei Scherbakov | ЩЕРБАКОВ Сергей
Oleg Kovalenko = Олег Коваленко | Oleh Kovalenko | Kowalenko Oleg | Όλεγκ Κοβαλένκο
Dmitri Orlov = Дмитрий Орлов | Dimitri Orlof | Dmitriy ORLOV | Ντμίτρι Ορλόφ
Iouri Melnik = Юрий Мельник | Yuri Melnyk | Youri Melnik
Mikhaïl Zaïtsev = Михаил Зайцев | Mikhail Zaitsev | Michail Zajtsev
Artiom Fedorov = Артём Фёдоров | Artem Fiodorov | Артем Федоров
Bogdan Nowicki = Богдан Новицкий | Bohdan Nowicki | Bogdan Nowitski
Giorgos Papadakis = Γιώργος Παπαδάκης | Yorgos Papadakis | Georgios Papadakis | Παπαδάκης Γ.
Nikos Stavrou = Νίκος Σταύρου | Nicos Stavrou | Никос Ставру
Kostas Vlahos = Κώστας Βλάχος | Costas Vlachos | Kostas Vlakhos
Spyros Karras = Σπύρος Καρράς | Spiros Karas
Thanassis Mitsou = Θανάσης Μίτσου | Thanasis Mitsou | Athanasis Mitsou
Wang Jianguo = 王建国 | Jianguo Wang | WANG Jian-Guo | Wang Jian Guo
Li Xiaoming = 李小明 | Xiaoming Li | LI Xiao Ming
Zhang Weiqiang = 张伟强 | Weiqiang Zhang | 張偉強
Chen Haoran = 陈浩然 | Haoran Chen | CHEN Hao-ran
Liu Yang = 刘洋 | Yang Liu | M. Liu Yang
Huang Zhiyuan = 黄志远 | Zhi Yuan Huang
Kim Min-su = 김민수 | KIM Minsu | 김 민수
Yossi Cohen = יוסי כהן | Yosi Kohen | Yossi Cohn
David Mizrahi = דוד מזרחי | David Mizrachi | Давид Мизрахи
Shimon Peretz = שמעון פרץ | Chimon Perez | Simon Peretz
Uri Rosenfeld = אורי רוזנפלד | Ouri Rozenfeld | Ури Розенфельд
Nathan Baruch = נתן ברוך | Natan Barukh | Nathan Barouch
Ram Kumar = राम कुमार | Raam Kumar | रामकुमार
Rajesh Sharma = राजेश शर्मा | Rajech Charma | Rajesh SHARMA
Vikram Patel = विक्रम पटेल | Wikram Patel
Sanjay Gupta = संजय गुप्ता | Sanjai Gupta
Anil Deshmukh = अनिल देशमुख | Anil Deshmuk
Suresh Chauhan = सुरेश चौहान | Souresh Chauhan
Abebe Tekle = አበበ ተክለ | Abebe Teklé | Ababe Tekle
Dawit Haile = ዳዊት ሃይለ | Dawit Hailé | Dauit Haile
Tesfaye Girma = ተስፋዬ ግርማ | Tesfay Girma | Girma Tesfaye
Yonas Bekele = ዮናስ በቀለ | Jonas Bekele | Yonas Bekelle
Giorgi Beridze = გიორგი ბერიძე | Гиорги Беридзе | Giorgi Beridzé
Levan Kapanadze = ლევან კაპანაძე | Levan Kapanadzé | Леван Капанадзе
Luc Vanden Berghe = Luc Van den Berg | VANDENBERGHE Luc | Luc Vandenberg | Vanden Berghe
Pieter De Smet = Pieter Desmet | De Smedt Pieter | P. De Smet
Jean-Marc Lefèvre = Jean Marc Lefebvre | LEFEVRE Jean-Marc | Jean-Marc Lefevbre | Lefèvre Jean
Łukasz Wójcik = Lukasz Wojcik | Łukasz Wojcik-Nowak | Wójcik Ł.
Đặng Văn Hùng = Dang Van Hung | Van Hung Dang
Kurt Weyl = Curt Weyl | Kurt Weil | Weyl, Curt
Bo Li = Bo Ly | LI Bo | M. Bo Li
Karim Ali = Karim Aly | ALI Karim | كريم علي
Fouad Ben Salem = Fouad Bensalem | فؤاد بن سالم | Fuad Ben Salem
Philippe Dumont = Filip Dumont | Philipe Dumond | Dumont
Christophe Maillard = Kristof Maillard | Christophe Maillart | Maître Christophe Maillard
Karim Mohamed Benjelloun = Karim Benjelloun | Mohamed Benjelloun | Karim M. Benjeloun
José García Morales = Jose Garcia | García Morales, José | José Morales | Хосе Гарсиа Моралес
Ousmane Diallo = Ousman Diallo | Osmane Dialo | Усман Диалло | عثمان ديالو
Brahim Ouazzani = Ibrahim Ouazzani | Brahim Wazzani | إبراهيم الوزاني
Transports Vermeersch = M. Vermeersch | Vermersch | Garage Vermeersch
Association Sésame Nord Habitat = A.S.N.H. | Asnh | Sésame Nord Habitat
Comité d’action pour le logement décent = CALD
+33 6 98 76 54 32 = 06.98.76.54.32 | 0698765432 | 0033 698 76 54 32 | +33 (0)6 98 76 54 32 | ٠٦٩٨٧٦٥٤٣٢
0475 12 39 84 = +32 475 12 39 84 | 0475/12.39.84 | +32475123984
karim.haddad@atelier.example = Karim.Haddad@Atelier.example | courriel : karim.haddad@atelier.example.
14 rue des Tanneurs, 1000 Bruxelles = Rue des Tanneurs 14 | 14, rue des Tanneurs, 75011 Paris | rue des tanneurs, 14
Lindestraat 27 = 27 Lindestraat, 9000 Gent | Lindestraat 27, bus 3
"""

_FIRST_NAME_IN_COMMON = """
Karim Benali = Karim Haddad | Karim Toumi | كريم حداد | Карим Юсупов | ZIANI Karim
Mohamed Alaoui = Mohamed Bennani | محمد بناني | Mohammed Sefrioui | Мохамед Талби | Mohamed T.
Marie Dupont = Marie Lambert | Marie Peeters | Marie Rousseau | Marie-Hélène Hubert
Jean-Marc Lefèvre = Jean-Marc Collard | Jean Dubois | Marc Janssens
Fatima Idrissi = Fatima Berrada | فاطمة برادة | Fatima Zahra Mouline | Fatima El Fassi
Sergueï Orlov = Сергей Титов | Sergei Volkov | Serge Marchal | Сергей Кузнецов
Youssef Ziani = Youssef Amrani | يوسف عمراني | Yusuf Demir
Giorgos Stavrou = Γιώργος Λάμπρου | Giorgos Papadakis | Georges Simonet
Wang Fang = 李芳 | Li Fang | Zhang Fang
Li Wei = 张伟 | Zhang Wei | Chen Wei
David Cohen = דוד לוי | David Mizrahi | Давид Капланов | David Leroy
Ram Kumar = राम सिंह | Ram Prasad
Abebe Tekle = አበበ ግርማ | Abebe Bekele
Anna Kowalska = Anna Nowak | Анна Соколова | Anna Rossi | Ana Ferreira
Nadia Haddad = Nadia Benmoussa | نادية بناني
Thomas Martin = Thomas Petit | Thomas Verhoeven | Thomas Berger
Aminata Diallo = Aminata Traoré | Aminata Keita
Giorgi Beridze = გიორგი მაისურაძე | Giorgi Kapanadze
Ali Yıldız = Ali Kaya | علي منصور | Ali Reza Tehrani
Haddad Karim = Toumi Karim | Benali Karim
Ixchel Ramos = Ixchel Torres | Ixchel Vega
"""

_SHORT_AND_ONE_LETTER_APART = """
Bo Li = Bo Lu
Lina Amar = Lina Omar
Tom Beck = Tom Berk
Ana Pol = Ana Pul
Jean Roux = Jean Doux
Marc Petit = Marc Pepit
Sami Reda = Sami Reza
Leo Kahn = Leo Hahn
Eva Lang = Eva Land
Max Roth = Max Rath
Ivan Orel = Ivan Oral
Nina Popa = Nina Pope
Omar Saad = Omar Said
Paul Mous = Paul Mons
Rita Vos = Rita Vis
Ines Cruz = Ines Crux
Hugo Blum = Hugo Blom
Lea Sand = Lea Sard
Jan Bos = Jan Bol
Adam Kerr = Adam Kerk
Олег Бойко = Олег Бойка
علي حسن = علي حسين
Marco Rossi = Marco Russi
Juan Rey = Juan Ruy
"""

_NOTHING_IN_COMMON = """
Karim Haddad = Centre Horizon | Zélie Lambert | Maison d’accueil | Service social | Hélène Karmann | Police locale
Mohamed Alaoui = Maude Allard | Laurent Lahaye | Centre El Amal | Michel Allaoua-Petit
محمد العلوي = Mohamed Lahlou | Hamid Allal | Maud Lelay | هند العمري
王芳 = Hang Fan | Wendy Frank | 刘洋
Янис Тахири = Инна Тарасова | Anis Tahar | Денис Ткач
Νίκος Σταύρου = Nicole Stavelot | Νίνα Σταμάτη
יוסי כהן = Joseph Caen | Isaac Kahane-Weil
राम कुमार = Rémi Camara | Roméo Kimura
አበበ ተክለ = Abel Tekla-Morin | Bob Thekla
Luc Vanden Berghe = Luce Vandamme | Lucas Berger | Van den Broeck Luk
Jean Dupont = Jeanne Dupuis | Julien Pont | Dupré Jean
Transports Vermeersch = Transports Delvaux | Association des familles | Vermeulen
Association Sésame Nord Habitat = Association Nord Emploi Solidaire et Habitat Collectif | Sud Habitat Jeunes
14 rue des Tanneurs, 1000 Bruxelles = 41 rue des Tanneurs | 14 rue du Port, 1000 Bruxelles | Bruxelles 1000
+33 6 98 76 54 32 = 06 98 76 54 23 | 0800 30 030 | 3919 | 112
karim.haddad@atelier.example = info@atelier.example | karim.toumi@atelier.example
"""


def _pairs(text: str) -> list[tuple[str, str]]:
    found = []
    for line in text.strip().splitlines():
        listed, _sign, others = line.partition(" = ")
        found += [(listed, other) for other in others.split(" | ")]
    return found


SAME = _pairs(_SAME)
"""One person, number or place written otherwise."""
FIRST_NAME_IN_COMMON = _pairs(_FIRST_NAME_IN_COMMON)
SHORT_AND_ONE_LETTER_APART = _pairs(_SHORT_AND_ONE_LETTER_APART)
NOTHING_IN_COMMON = _pairs(_NOTHING_IN_COMMON)


def _strangers() -> list[tuple[str, str]]:
    """Each of these people against the next twelve, as they are written in another script: no family in common."""
    lines = [line.split(" = ") for line in _SAME.strip().splitlines()[:48]]
    people = [(listed, others.split(" | ")[0]) for listed, others in lines]
    return [
        (listed, people[(place + step) % len(people)][1])
        for place, (listed, _written) in enumerate(people) for step in range(1, 13)
    ]


STRANGERS = _strangers()
"""Two people who have nothing in common."""
