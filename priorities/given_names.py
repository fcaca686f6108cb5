"""Given names that are common in England, in lower case. Names that are also everyday words are left out."""

GIVEN_NAMES = frozenset(
    """
    grace hope joy faith dawn aaliyah aaron abdul abdullah abigail adam adele adrian ahmed aidan aileen aimee aisha alan alana alastair
    albert alex alexander alexandra alexis alfie alfred ali alice alison alistair amanda amber amelia amina amir
    amy ana anastasia andrea andrew andy angela angie angus anita ann anna annabel anne annette annie anthony
    antonia antony anya april archie arjun arthur asha ashley asif audrey ava barbara barry beatrice becky
    belinda ben benjamin bernadette bernard beth bethan bethany betty beverley bilal bill billy bob bobby brenda
    brendan brian bridget bronwen bruce bryan caitlin callum calum cameron camilla carl carla carmen carol
    carole caroline caron carolyn carrie cath catherine cathy cecilia charis charles charlie charlotte chelsea
    cheryl chloe chris christian christina christine christopher ciara clair claire clara clare clive colette
    colin connor conor craig cynthia daisy damian damien dan daniel danielle danny daphne darren dave david dawn
    dean debbie deborah debra deirdre denis denise dennis derek desmond diana diane dinah dominic donald donna
    doreen doris dorothy douglas duncan dylan eddie edith edmund edward eileen elaine eleanor elena eliot
    elisabeth elizabeth ella ellen ellie elliot elsie emily emma eric erica erin esme esther ethan eva eve
    evelyn evie ewan faisal farah fatima fay felicity felix finlay fiona florence frances francesca francis
    frank fred freddie frederick freya gabriel gabrielle gail gareth garry gary gavin gaynor gemma geoff
    geoffrey george georgia georgina gerald geraldine gerard gillian gina giles gita glen glenn gloria gordon
    graeme graham greg gregory gulnaz gurpreet guy gwen hamza hanna hannah harpreet harriet harry harvey hassan
    hayley hazel heather heidi helen helena henry hilary hollie howard hugh hugo humaira hussain ian ibrahim
    ieuan imogen imran ingrid iqbal irene iris isaac isabel isabella isabelle isla ismail isobel ivan jack
    jackie jacob jacqueline jacqui jade jake jamal james jamie jan jane janet janice jasmin jasmine jason jasper
    jatinder jay jayne jean jeanette jeff jeffrey jemima jemma jen jennie jennifer jenny jeremy jess jessica
    jill jillian jim jo joan joanna joanne jodie joe joel john johnny jon jonathan jordan joseph josephine josh
    joshua josie joyce judith judy julia julian julie juliet june justin justine karen karim karl kate katherine
    kathleen kathryn kathy katie katrina kay kayleigh keith kelly kelvin ken kenneth kenny kerry kevin khadija
    khalid kieran kim kirsten kirsty kishan kris krishna kristina kulvinder kumar kurt kyle lara laura lauren
    laurence lawrence leah leanne lee leila len leo leon leonard lesley leslie lewis liam libby lily linda
    lindsay lindsey lisa liz lizzie lloyd logan lois lola lorna lorraine lottie louis louisa louise lucas
    lucinda lucy luke lydia lynda lyndsay lynn lynne mabel maddie madeleine madison maggie mahmood maisie
    malcolm mandy manjit marcia marco marcus margaret maria mariam marian marie marilyn marion marjorie marlene
    marsha martha martin mark martina martyn mary maryam matilda matt matthew maureen maurice max maya megan
    mehmet mel melanie melissa melvin mia michael michaela michelle mick miguel mike milly miranda miriam
    mohamed mohammad mohammed moira molly monica morag morgan moses muhammad mustafa myra nabila nadia nadine
    naomi nasreen nat natalia natalie natasha nathan nathaniel neil nia niamh nicholas nick nicki nicky nicola
    nicole nigel niall nikki nina noah noel nora noreen norma norman oliver olivia olu omar oscar osman owen
    paige pam pamela parminder pat patience patricia patrick paul paula pauline penelope penny pete peter petra
    phil philip philippa phillip phoebe phyllis pippa polly poppy priya quentin rachael rachel rahul raj rajesh
    ralph ramesh raymond rebecca reena reg rehana rhian rhiannon rhoda rhona rhys richard rick rita rob robert
    roberta robin robyn roger roland ron ronald rory rosa rosalind rosemary rosie ross rowan roxanne roy ruby
    rukhsana rupert russell ruth ryan sabina sabrina sadie saima sajid salim sally salma sam samantha samina
    samir samuel sandeep sandra sanjay sara sarah satnam scott sean sebastian selina shabana shahid shahida
    shane shannon sharon shaun shauna sheila shelley sheryl shirley shona sian sid siddharth simon simone
    siobhan sofia sonia sophia sophie stacey stan stanley stefan stella steph stephanie stephen steve steven
    stewart stuart sue sunil sunita susan susannah susie suzanne suzie sybil sylvia tahir tamara tamsin tania
    tanya tara tariq tasha ted teresa terence terri terry tessa thea thelma theo theresa thomas tim timothy tina
    toby tom tommy toni tony tracey tracy trevor tricia trish trudy ursula usha usman valerie vanessa veena vera
    verity veronica vicki vicky victor victoria vijay vikram vincent viola violet vivian vivien vivienne walter
    wayne wendy wesley will william winifred xavier yasmin yusuf yvette yvonne zac zachary zahra zainab zara zoe
    zoya deepak kath adeel aditi aditya agnes ahmad aiden aleksandra alina alicia alessandro alma aman amara
    amit amrit anand andreea aneta angelica anil anja anjali ankit antoni anwar arif arun ash ashok asma astrid
    aurelia ayesha aziz babar bartosz beata bella benedict bernice bianca blessing bogdan callie carys catriona
    chandra chidi chioma chinwe chukwudi cian claudia clement cora corinne dariusz debs deepa delroy devon
    dimitri dina dipak divya eamon ebony edwin efua eilidh ekaterina eloise emeka emmanuel enid ernest ester
    eugene ewa fahad faith farhan farida farooq farzana fernando finn florian folake funmi gabriela ganesh geeta
    gethin grazyna greta gulsen gurdeep habib hadiya hamid harinder harjit hasan heba ifeanyi ikram ilse imelda
    ines iqra isha ishaan jagdeep jamila janine jasbir javed jayesh jaz jeremiah jitendra jolanta joost jorge
    jude kaleem kamal kamila kamran kapil karina karolina kasia katarzyna kavita kelechi kemi kenji khalil kiran
    kwame kwesi latoya laurent layla leena lena leroy lijo lina lorenzo lubna luis luisa lukasz maciej magdalena
    mahesh malgorzata manpreet marek margot marta mateusz maxine meena meera mehreen melody meredith mila minal
    mira misbah mona monika mubarak mukesh munira nadeem nasir nasrin natasza navdeep navjot naveed neelam neha
    nigella nikhil nimisha nisha nneka norbert obinna odette ola olga oluwaseun omari oonagh osama padma parveen
    parvin pawel philomena pooja prakash pranav preeti priti rabia rachna radha rafael rafiq rajiv rakesh ramona
    ravi rekha renata reshma riaz richa rina rishi rizwan roisin ronan roma rowena rubina sadia saeed safiya
    sajida sakina salman sameer samira sana sandhya sangeeta sanjeev santosh sarita seamus seema segun selma
    shabnam shafiq shaheen shalini shamim shanaz shanice sharmila shazia sheena shiv shobha shreya shruti sinead
    sioned siti sobia solomon sonal soraya stefania stephan stephane sukhdeep sukhvinder sumaira sunny suresh
    sushma swati syed sylwia tahira taiwo tamsyn tanvir tariro tasneem tayyab temi thandi tomasz tope tunde uma
    umar unathi urszula vandana veronika vikki vinod viv vivek wanda waqar wasim weronika wojciech yaw yetunde
    yolanda yousef yusra zaheer zak zaynab zbigniew zeeshan zeynep zofia zuzanna
    """.split()
) - {"will", "may", "april", "june", "amber"}
