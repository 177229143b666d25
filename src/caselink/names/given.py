"""First names that are common among the people an office meets, in Latin letters and their usual spelling.

Only so that a shared first name is not taken for a shared family (`person.py`): one that is missing here warns once too
often, when it stands where a family name could. Written for this program, from no person's papers.
"""

from __future__ import annotations

from typing import Final

from caselink.names.listed import listed

GIVEN_NAMES: Final = listed("""
abdallah abdel abdelaziz abdelhamid abdelkader abdelkarim abdellah abderrahmane abdoulaye abdullah abebe adam adama
adele adriana adrien agathe agnes agnieszka ahmad ahmed ahmet aicha aida aimee aissatou alain alan alassane albert
alessandro alex alexander alexandra alexandre alexis alfred ali alice alicia aline alioune alix almaz amadou amal
amanda amandine amar amel amelia amelie amin amina aminata amine amir amira ana anais anas anastasia andrea andreas
andree andrei andrew andrzej ange angela angelique anissa anita ann anna anne annick annie anouk anthony antoine
antoinette antonia antonio anwar ariane arnaud arthur asma assia astrid aurelie aurelien aurore awa axel aya aylin
ayoub ayse aziz aziza bakary baptiste barbara bart bashir bastien beata beatrice bekele benedicte benjamin benoit
bernadette bernard bertrand bilal binta bintou bogdan boris boubacar brahim bridget brigitte bruno camille carine
carla carlos carmen carole caroline catarina catherine cecile cedric celia celine chaima chantal charles charlotte
cheikh chloe christelle christian christiane christine christophe christopher claire clara claude claudia claudine
clemence clement colette corinne cristina cyril dalia damien daniel daniela danielle danuta daria david dawit deborah
delphine denis denise derya diana didier diego dina djamel djamila dmitri dominique dorothee dounia dragan driss edith
edouard eduardo ekaterina elena eleonore eliane elias elif elisa elisabeth elise elizabeth elodie eloise elsa emile
emilie emine emma emmanuel emmanuelle emre eric erika ernest estelle esther etienne eugene eva eve eveline evelyne ewa
fabien fabienne fabrice fadila fahima faiza farah fares farid farida fatiha fatima fatma fatou fatoumata faycal
federico felix fernand fernando filip fiona florence florent florian fouad france francine francis francisco franck
francois francoise frank frederic frederique fyodor gabriel gabrielle gael gaelle genevieve george georges georgios
gerald gerard germaine ghislaine gilbert gilles giorgi giorgos giovanni gisele giulia grace gregory grzegorz guillaume
gustave guy habib habiba hadi hafid hafida hakim hakima halima hamed hamid hamida hamza hana hanan hannah hans hasan
hassan hassiba hatice hawa hayat helena helene henri henry herve hicham hind hocine houda houria houssein hubert hugo
hugues huseyin hussein ibrahim ibrahima ibtissam idriss igor ikram ilham ilias iman imane imran ines ingrid ioana ion
irene irina iris isaac isabel isabelle ismael ismail issa ivan ivana iyad jacqueline jacques jamal james jamila jan
jana janine jasmine javier jean jeanne jelena jennifer jeremy jerome jerzy jessica joanna joao joelle johan johanna
john jonas jonathan jorge jose josef joseph josephine joshua josiane juan judith jules julia julian julie julien
juliette justin justine kader kadiatou kadir kamal kamel kamila karel karen karim karima karin karine katarzyna kate
katerina katia kenza kevin khadija khaled khalid khalil kim klaus krzysztof kumar laila lamia lara larbi latifa laura
laure laurence laurent lea leila lena leo leon leonie leticia lila lilia liliane lina linda line lise loic lola louis
louisa louise luc lucas lucia lucie lucien ludovic luis luisa lukasz lydia lyes lyna lyudmila maarten madeleine mado
magali mahmoud malek malgorzata malik malika mamadi mamadou manon manuel manuela marc marcel marcelle marco marek
margaux margot marguerite maria mariam mariama marianne marie marina mario marion marisa mark marta martha martin
martine mary maryam mathieu mathilde matteo matthieu maurice max maxime medina mehdi mehmet melanie melissa meriem
michael michel michele micheline miguel mihai mikael mikhail mila milan milena mina mireille miriam miroslav mohamed
mohammad mohammed mona monique morgane mouna mourad moussa murat muriel mustafa mustapha myriam nabil nabila nacer
nada nadezhda nadia nadine nadir naima najat najib nassim natacha natalia natasha nathalie nathan nawal nawel nicolas
nicole nicoletta nikolai nikos nina nino noah noemie nora norah nour noura noureddine oceane odile oksana oleg olena
olga olivia olivier omar oscar osman othmane oumar ousmane pablo paolo pascal pascale patrice patricia patrick paul
paula paulette pauline pavel pedro petar peter philippe pierre pierrette pieter piotr priscilla priya quentin rabia
rachel rachid rachida radia rafael rahel raja raluca ram rania raphael rashid ravi rayan raymond rebecca redouane
regine regis remi rene renee reza riad ricardo richard rim rita robert roberto robin roger roland romain romane rosa
rose roxane ruben ruth ryan sabine sabrina sacha safia said saida salah saleh salif salim salima salma sam samia samir
samira samuel samy sandeep sandra sandrine sara sarah sebastien sekou selam selim selma serge sergei sergio severine
seydou sihem silvia simon simone sofia sofiane solange solene sonia sophie soraya souad soufiane stanislaw stephane
stephanie steve steven sunita suzana suzanne sven svetlana sylvain sylvie tamara tania tarek tarik tatiana teresa
tesfaye thea theo theodore therese thibault thierry thomas tigist tim timothee tom tomas toufik tristan ursula
valentin valentina valerie vanessa vasile vera veronique victor victoria viktor vincent violette virginie viviane
vladimir wafa walid warda wassim wendy wided william willy xavier yacine yahya yamina yanis yann yannick yaroslav
yasmina yasmine yassin yassine yolande yonas yosef youcef younes youri youssef yulia yusuf yves yvette yvonne zahra
zakaria zara zbigniew zeinab zeineb zeynep zineb zoe zofia zohra zsofia
""")
"""Each as `latin` writes it."""

FAMILY_FIRST: Final = listed("""
wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang deng han
feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren shen yao nguyen tran le pham
hoang phan vu vo dang bui do ngo duong gim kim bag park i lee choe choi jeong jung gang kang jo cho yun yoon jang lim
sato suzuki takahashi tanaka watanabe ito yamamoto nakamura kobayashi kato
""")
"""Family names that are written before the first name (Chinese, Vietnamese, Korean, Japanese)."""
