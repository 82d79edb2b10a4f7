/**
 * Passwords that guessing programs try first, among them the usual ones of Chinese and Polish keyboards. A word counts with
 * digits and signs around it too (password.ts), so the list holds stems rather than every variant.
 */
export const commonPasswords: ReadonlySet<string> = new Set(
  `
0123456789 01234567890 0987654321 1029384756 1122334455 112233445566 123123123123 1231231234 1234512345
1234567890 12345678901 123456789012 1234567891 123456789a 123qweasdzxc 147258369 1472583690 147852369
159357159357 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx 1qaz2wsx3edc 1qaz@wsx 1qaz@wsx3edc 5201314 5201314520
52013145201 741852963 789456123 7894561230 9876543210 a123456789 a1234567890 a12345678910 aa123456789 aaa123456
abc123456789 abcabcabc abcd123456 abcd1234567 abcdefg123 abcdefghij abcdefghijk abcdefghijkl admin12345
admin123456 adminadmin administrateur administrator alibaba123 asd123456789 asdfghjkl asdfghjklqwertyuiop autumn
azerty azertyuiop baseball basketball batman123 beijing beijing2008 blink182 butterfly changeme changemenow
chocolate company company123 computer contraseña crmadmin database december default demo demodemo dragon
dragon123 february football freedom friday google google123 guangzhou guest guestguest haslo haslo12345
haslohaslo hello123456 helloworld iloveyou iloveyou123 iloveyou520 internet iphone january jennifer jordan23
kehu kehu-demo kehu123456 kehudemo kehudemo123 kehukehu kochamcie letmein letmeinnow lkjhgfdsa manager
manager123 master michael123 microsoft mnbvcxz monday monkey monkey123 motdepasse mypassword mysecret nihao
nihao123456 nihaoma november october operator oracle p@55w0rd p@ssw0rd p@ssword passpass passw0rd password
password123 password1234 passwort poiuytrewq pokemon polska polska123 postgres princess q123456789 q1w2e3r4t5
q1w2e3r4t5y6 qazwsxedc qazwsxedcrfv qq123456789 qq1234567890 qweasdzxc qweasdzxc123 qwerty qwerty12345
qwerty123456 qwertyui qwertyuiop qwertyuiop123 qwertyuiopasdfghjkl qwertz qwertzuiop rootroot salesforce samsung
samsung123 secret secret123 senha123456 september service shadow shanghai shanghai2010 shenzhen spiderman spring
starwars strawberry summer summertime sunday sunshine sunshine123 superman superman123 superuser sysadmin
taobao123 test test123456 tester testing testing123 testtest topsecret trustno1 trustnoone user username
useruser warszawa welcome welcome123 whatever windows windows123 winter woaibeijing woaini woaini1314
woaini1314520 woaini520 woaini5201314 woaiwojia wodemima zaq12wsx zaq12wsxcde3 zaq1zaq1 zaqwsxcde zhongguo
zhongguo123 zxcvbnm zxcvbnmasdfghjkl
`
    .trim()
    .split(/\s+/),
);
