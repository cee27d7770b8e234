import type { Lexicon } from './cue.ts';

/** Portuguese. */
export const pt: Lexicon = {
  safety: `
    fumaca, fumo, fogo, pegou fogo, pegando fogo, incendio, em chamas, queimou, queimado, queimada, queimadura*, queimei, faiscas, explodiu, explosao,
    explod*, derreteu, superaquec*, cheiro de gas, cheiro a gas, vazamento de gas, fuga de gas, monoxido, choque eletrico, levei um choque,
    tomei um choque, alergi*, anafila*, nao consegue respirar, sem ar, intoxic*, envenen*, vomitando, ferido, ferida, feridos, machuc*, hospital,
    pronto socorro, ambulancia, bombeiros, sangr*, desmai*, vidro no, vidro na, plastico no, metal no, freio, freios, perigo, perigoso, perigosa,
    preso no elevador, presa no elevador, presos no elevador, remedio errado, dose errada, medicamento errado`,
  fraud: `
    fraude, golpe, golpista, golpistas, hackearam, hackeado, hackeada, invadiram, roubaram, roubado, roubada, clonaram, clonado, clonada, phishing,
    nao reconheco, sem minha autorizacao, sem autorizacao, esvaziando, esvaziaram`,
  stranded: `
    preso em, presa em, presos em, preso no, presa no, presos no, presa na, preso na, presos na, sem como voltar, perdi o voo|onibus|trem|meu|a,
    perdemos o voo|onibus|trem|a, voo cancelado, onibus cancelado, cancelaram meu|o|nosso voo, ultimo onibus, ultimo trem, trancado fora,
    trancada fora, trancados fora, do lado de fora, sem hotel, no aeroporto, na rodoviaria, na estrada, parado na, parados na, na rua`,
  money: `
    reembolso, reembols*, estorno, estorn*, cobrad*, cobraram, cobranca, cobrado duas vezes, cobraram duas vezes, duas vezes, meu dinheiro,
    o dinheiro, devolvam, devolver, fatura, conta bloqueada, cartao bloqueado|recusado|engolido, salario, pix, transferencia, deposito, debitaram,
    debitado, taxa, taxas, juros`,
  amount: '$ #, # reais, # euros',
  outage: `
    fora do ar, caiu, queda, sem internet, sem sinal, sem luz, sem agua, sem energia, sem gas, sem rede, sem servico, sem telefone, sem aquecimento,
    falta de luz|energia|agua, apagao, sistema fora|caiu|indisponivel, indisponivel, nao consigo entrar|acessar|logar|fazer login, nada funciona,
    parou tudo, instavel`,
  deadline: `
    hoje, hoje a noite, amanha, ate amanha|hoje|sexta|segunda|as, em # horas|minutos|hora, daqui a # horas|minutos|hora, as # h|horas, urgente,
    urgencia, emergencia, agora mesmo, imediat*, o mais rapido, o quanto antes, casamento, enterro, funeral, prova, entrevista, cirurgia, vence,
    vencimento, prazo, ultimo dia`,
  escalation: `
    advogado, advogada, processar, vou processar, processo, justica, procon, reclame aqui, anatel, aneel, anac, banco central, deco,
    livro de reclamacoes, juizado, pequenas causas, tribunal, jornalista, imprensa, jornal, policia, delegacia, boletim de ocorrencia, denuncia,
    denunciar`,
  vulnerable: `
    bebe, recem nascido, recem nascida, # meses, # anos, cadeira de rodas, cadeirante, deficien*, gravida, minha avo, meu avo, minha mae, meu pai,
    idosa, idoso, idosos, insulina, diabetic*, dialise, oxigenio, remedio, remedios, medicamento*, doente`,
  waiting: `
    esperando, espero, a espera, esperar, aguardando, aguardo, ha # dias|horas|semanas|meses|minutos, faz # dias|horas|semanas|meses|minutos,
    # dias|semanas|meses|horas atras, ha dias|semanas|meses|horas|mais|uma|duas|tres, faz dias|semanas|meses|horas|mais|uma|duas|tres,
    desde ontem|segunda|terca|quarta|quinta|sexta|sabado|domingo|as|janeiro, ainda nao, ate agora, ate hoje, nao chegou, nao chega, nao recebi,
    nunca chegou, nao entregaram, ninguem responde|atende|resolve|sabe|me|ajuda|da, nao respondem, sem resposta|retorno|solucao, nenhuma resposta,
    ignoram, ignorado, atraso, atrasado, atrasada, demora, demorando, cade, onde esta|estao, quando chega|vai|volta|vao, terceira|segunda|quarta vez,
    na fila, fila, protocolo, protocolos`,
  failing: `
    nao funciona, nao funcionam, nao carrega, nao abre, nao liga, nao conecta, nao consigo, nao conseguimos, nao da, nao deixa, nao vai, nao entra,
    nao aparece, nao responde, nao aceita, travando, trava, travou, cai toda, erro, erros, bug, bugado, falha, falhando, quebrou, quebrado, quebrada,
    defeito, defeituos*, estragad*, problema, problemas, lento, lenta, lentidao, vazando, sumiu, sumiram, recusad*, parou de`,
  wrong: `
    errado, errada, errados, trocado, produto errado, danificad*, amassad*, vencido, vencida, mofo, mofad*, podre, frio, fria, sujo, suja, nojento,
    nojo, cabelo no|na, faltando, falta, faltou, faltaram, incomplet*, perderam minha|meu, mala, extraviad*, cancelaram, cancelado, mal educad*,
    grosseir*, grosso, mentira, mentiram, enganos*, propaganda enganosa, pessima qualidade`,
  expected: `
    prometeram, prometido, disseram, era para|pra, deveria, deveriam ter, paguei, pagamos, pagando, pago, de novo, outra vez, mais uma vez, toda vez,
    todo dia, todos os dias, sempre, como sempre, ja e a`,
  anger: `
    vergonha, vergonhos*, pessimo, pessima, horrivel, absurdo, absurda, ridicul*, inaceitavel, lamentavel, descaso, palhacada, lixo, merda, porra,
    odio, raiva, indignad*, revoltad*, decepcion*, cansad*, cansei, irritad*, pior, ladroes, bando de, falta de respeito, desrespeito, nunca mais,
    inacreditavel`,
  leaving: `
    cancelar meu|minha|o|a, vou cancelar, quero cancelar, cancelando, mudar de operadora|banco, trocar de operadora|banco, portabilidade, nunca mais,
    ultima vez, perderam um|uma cliente, concorrencia, concorrente*`,
  address: `
    voces, vcs, vc, voce, seu, sua, seus, suas, vosso, vossa, ola, oi, bom dia, boa tarde, boa noite, prezados, por favor, pf, pfv, podem, poderiam,
    pode, poderia, tem como, gostaria, queria`,
  selfTold: `
    meu, minha, meus, minhas, me, nos, nosso, nossa, comprei, pedi, paguei, liguei, recebi, preciso, tenho, temos, estou, estamos`,
  helpAsk: `
    ajuda, me ajuda, me ajudem, ajudem, me ajudar, socorro, podem me, pode me, poderiam me, alguem me, alguem pode|sabe, como faco|posso|eu,
    o que faco|devo|posso, com quem, para quem, onde posso|encontro|vejo, por favor respondam|ajudem|resolvam|verifiquem, entrem em contato,
    entrar em contato, contato, me liguem, me chama, me chamem, respondam, por dm, no direct, mandei dm, chamei no, numero do pedido, meu pedido`,
  questionWord: `
    como, quando, onde, por que, porque, pq, qual, quais, quem, que, quanto, quantos, tem, da para, posso, e possivel, alguem sabe, sera que,
    voces tem, voces fazem`,
  rhetorical: `
    serio, serio isso, e serio, ta de brincadeira, estao de brincadeira, e brincadeira, ate quando, voces nao tem vergonha, quem foi que, pra que`,
  praise: `
    obrigado por, obrigada por, obrigado pelo|pela, obrigada pelo|pela, muito obrigad*, excelente, otimo, otima, adorei, amei, amo, maravilh*,
    perfeit*, incrivel, rapido, rapidissim*, atencios*, simpatic*, educad*, recomendo, melhor, o melhor, a melhor, parabens, delicia, delicios*,
    gostos*, nota 10, feliz, satisfeit*`,
  solved: `
    funcionou, voltou a funcionar, voltou ao normal, ja voltou, resolvido, resolvida, resolveram, resolveu, deu certo, tudo certo, chegou hoje,
    chegou, obrigado pela ajuda|resposta|atencao|rapidez, obrigada pela ajuda|resposta|atencao|rapidez, ja achei, ja consegui`,
  suggestion: `
    seria bom|legal|otimo|interessante|util|incrivel|melhor, deveriam colocar|ter|fazer|adicionar|incluir|criar,
    podiam colocar|ter|fazer|adicionar|incluir|criar|por, poderiam colocar|ter|fazer|adicionar|incluir|criar, sugestao, sugiro, proponho, ideia,
    por que nao colocam|fazem|poem, coloquem, adicionem, facam, tragam de volta, voltem com, falta uma opcao, bem que podia*`,
  purchase: `
    onde posso comprar|encontrar|achar, onde compro|acho|vende|encontro, quanto custa|e|fica|sai|ta, qual o preco|valor, preco do|da|de,
    valor do|da|de, quero comprar|contratar|reservar|assinar, queria comprar|contratar|reservar|assinar, interesse em, tenho interesse, interessad*,
    disponivel, em estoque, entregam em|no|na, enviam para|pra, fazem entrega, pre venda, pensando em comprar|contratar|trocar|mudar, cupom,
    codigo de desconto, orcamento, reservar, assinar`,
  spam: `
    sorteio, concorra, ganhe, ganhar, premio, gratis, de graca, siga, segue, sigam, sdv, compartilhe, marque, comente, clique, link na bio,
    link na descricao, desconto, descontos, promocao, oferta, aproveite, compre agora, compre ja, so hoje, renda extra, ganhe dinheiro,
    dinheiro online, em casa, investimento, invista, bitcoin, cripto, cassino, apostas, tigrinho, emprestimo, credito, whatsapp, zap, telegram,
    seguidores, emagrec*`,
  news: `
    segundo, anuncia, anunciou, informa, diz, acoes, bolsa, bilhoes, milhoes, lucro, receita, ministro, ministra, governo, presidente, congresso,
    policia investiga, greve, sindicato, pesquisa, estudo, juiz, investigacao, multa de, milhares de, ultima hora, urgente governo, ao vivo, opiniao,
    recall`,
  fiction: `
    filme, serie, episodio, temporada, novela, livro, capitulo, personagem, jogo, partida, gol, futebol, musica, sonho, sonhei, trailer`,
  chatter: `
    kkk, rs, rsrs, haha*, bom fds, feliz aniversario, parabens amiga|amigo, feliz natal, meu namorado, minha namorada, amiga, amigo, te amo, escola,
    faculdade, prova de, cafe, sextou, deus`,
  hypothetical: `
    se eu fosse, se eu tivesse, se um dia, imagina, imagine, como se, quando eu era, anos atras, antigamente, talvez, lembro quando, um dia`,
  company: `
    estamos contratando, vagas, venha, nossa equipe, nossa nova, nosso novo, nossas lojas, lamentamos, sentimos muito, pedimos desculpas,
    desculpe o transtorno, agradecemos, obrigado pelo contato, nos chame, envie, chama no direct, estamos trabalhando`,
  sarcasm: `
    obrigado por nada, obrigada por nada, parabens, parabens pela, parabens pelo, que maravilha, que beleza, que otimo, que surpresa, como sempre,
    belo servico, otimo servico, excelente atendimento, palmas, adoro esperar|quando|ficar, amo esperar|quando|ficar`,
  thing: `
    pedido, encomenda, pacote, entrega, conta, fatura, contrato, assinatura, reserva, voo, onibus, trem, consulta, atendimento, suporte, sac, loja,
    app, aplicativo, site, cartao, senha, codigo, cupom, vale, garantia, tecnico, entregador, motoboy, roteador, carregador, bateria, tela, plano,
    passagem, mala, quarto`,
};
